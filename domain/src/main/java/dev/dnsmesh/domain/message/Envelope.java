package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.json.JsonObject;
import dev.dnsmesh.domain.json.JsonWriter;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * The plaintext of a message, taken apart: {@code DMPV2:}, a JSON header, a line feed, the body (records.md 4.9). What
 * does not look like that is all body.
 *
 * @param claimedFrom the address in the header, which anybody can write there: to be shown only after its identity record
 *                    was found to carry the key that signed the message
 */
public record Envelope(Optional<CanonicalAddress> claimedFrom, Octets body) {
    /** Octets of the longest header. */
    public static final int MAX_HEADER = 256;
    private static final Octets PREFIX = Octets.utf8("DMPV2:");
    private static final Octets LINE_FEED = Octets.of((byte) '\n');
    private static final String FROM = "from";

    /** The plaintext that says who it is from; the bare body where the header would be too long. */
    public static Octets wrap(CanonicalAddress from, Octets body) {
        String header = new JsonWriter().member(FROM, from.toString()).end();
        return header.length() > MAX_HEADER ? body
                : Octets.concat(PREFIX, Octets.utf8(header), LINE_FEED, body);
    }

    /** Never throws; the octets of the body are those of the plaintext. */
    public static Envelope open(Octets plaintext) {
        Envelope bare = new Envelope(Optional.empty(), plaintext);
        if (!plaintext.startsWith(PREFIX)) {
            return bare;
        }
        int from = PREFIX.length();
        int end = from;
        while (end < plaintext.length() && plaintext.at(end) != '\n') {
            if (++end - from > MAX_HEADER) {
                return bare;
            }
        }
        if (end == plaintext.length()) {
            return bare;
        }
        int lineFeed = end;
        return plaintext.slice(from, end).asUtf8().filter(Ascii::isAscii).flatMap(JsonObject::parse)
                .map(header -> new Envelope(header.text(FROM).flatMap(CanonicalAddress::of),
                        plaintext.slice(lineFeed + 1, plaintext.length())))
                .orElse(bare);
    }
}

package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.codec.WireName;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.octets.Octets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TSIG record of a request as offsets into it (RFC 8945 4.2). Reused from message to message; valid while the
 * message is.
 */
public final class TsigRecord {
    private static final Map<TsigAlgorithm, byte[]> WIRE = Stream.of(TsigAlgorithm.values())
            .collect(Collectors.toUnmodifiableMap(known -> known, known -> known.wire().toArray()));

    private final byte[] owner = new byte[Wire.MAX_NAME];
    private final byte[] keyName = new byte[Wire.MAX_NAME];
    private final byte[] algorithm = new byte[Wire.MAX_NAME];
    private final byte[] scratch = new byte[Wire.MAX_NAME];
    private byte[] message = new byte[0];
    private int at;
    private int keyNameLength;
    private int algorithmAt;
    private int algorithmLength;
    private int timeAt;
    private int macLength;
    private int otherLength;

    /**
     * Reads the record that the reader has found.
     *
     * @return false where its names or lengths are not well-formed: FORMERR
     */
    public boolean read(MessageReader request) {
        message = request.message();
        at = request.tsigAt();
        int length = request.length();
        keyNameLength = WireName.expand(message, at, length, owner);
        algorithmAt = WireName.skip(message, at, length) + Wire.FIXED;
        int algorithmEnd = WireName.skipUncompressed(message, algorithmAt, length);
        if (keyNameLength < 0 || algorithmEnd < 0 || length - algorithmEnd < 16) {
            return false;
        }
        algorithmLength = algorithmEnd - algorithmAt;
        timeAt = algorithmEnd;
        macLength = Wire.u16(message, timeAt + 8);
        if (length - macAt() - macLength < 6) {
            return false;
        }
        otherLength = Wire.u16(message, otherAt() - 2);
        if (otherAt() + otherLength != length) {
            return false;
        }
        System.arraycopy(owner, 0, keyName, 0, keyNameLength);
        WireName.lowerCase(keyName, keyNameLength);
        System.arraycopy(message, algorithmAt, algorithm, 0, algorithmLength);
        WireName.lowerCase(algorithm, algorithmLength);
        return true;
    }

    /** Its error field is not 0, as that of a request must be: FORMERR. */
    public boolean tellsError() {
        return Wire.u16(message, otherAt() - 4) != 0;
    }

    /** The key's name, where a key can have it. */
    public Optional<TsigKeyName> keyName() {
        return WireName.text(keyName, keyNameLength, scratch).flatMap(TsigKeyName::parse);
    }

    /** The algorithm, where keys can have it. */
    public Optional<TsigAlgorithm> algorithm() {
        for (Map.Entry<TsigAlgorithm, byte[]> known : WIRE.entrySet()) {
            if (Arrays.equals(algorithm, 0, algorithmLength, known.getValue(), 0, known.getValue().length)) {
                return Optional.of(known.getKey());
            }
        }
        return Optional.empty();
    }

    /** Lower-case uncompressed wire form of the key's name. */
    public Octets keyNameWire() {
        return Octets.of(keyName, 0, keyNameLength);
    }

    /** Unix seconds, 48 bits. */
    public long timeSigned() {
        return Wire.u48(message, timeAt);
    }

    /** Seconds. */
    public int fudge() {
        return Wire.u16(message, timeAt + 6);
    }

    public int macLength() {
        return macLength;
    }

    public Octets mac() {
        return Octets.of(message, macAt(), macAt() + macLength);
    }

    int originalId() {
        return Wire.u16(message, macAt() + macLength);
    }

    byte[] message() {
        return message;
    }

    /** The signed part of the message ends here. */
    int at() {
        return at;
    }

    int macAt() {
        return timeAt + 10;
    }

    int otherAt() {
        return macAt() + macLength + 6;
    }

    int otherLength() {
        return otherLength;
    }

    /** The key's name as it was sent, uncompressed. */
    byte[] owner() {
        return owner;
    }

    /** The same in lower case. */
    byte[] lowerCaseKeyName() {
        return keyName;
    }

    int keyNameLength() {
        return keyNameLength;
    }

    byte[] lowerCaseAlgorithm() {
        return algorithm;
    }

    int algorithmAt() {
        return algorithmAt;
    }

    int algorithmLength() {
        return algorithmLength;
    }

    boolean macEquals(byte[] full) {
        return MessageDigest.isEqual(Arrays.copyOfRange(message, macAt(), macAt() + macLength),
                Arrays.copyOf(full, macLength));
    }
}

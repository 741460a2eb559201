package dev.dnsmesh.application.client.sending;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import dev.dnsmesh.domain.sending.MessageSize;
import java.util.OptionalLong;

/**
 * What the home node takes, as far as is known, checked before anything is published (client.md 19.10).
 *
 * @param valueCap octets of a value
 * @param ttlCap   seconds; that of claims where some go out
 */
public record SendingLimits(int valueCap, int ttlCap) {
    /** What nodes cap claims at (client.md 7.3). */
    private static final int CLAIM_TTL_CAP = 86_400;

    public static SendingLimits of(Ours settings, boolean withClaims) {
        return new SendingLimits(settings.nodeMaxValueBytes(),
                withClaims ? Math.min(settings.nodeMaxTtl(), CLAIM_TTL_CAP) : settings.nodeMaxTtl());
    }

    /** The lifetime asked for, where it can be had; else the configured one, lowered with a remark. */
    public ClientResult<TimeToLive> lifetime(OptionalLong asked, int configured, Remarks remarks) {
        if (asked.isPresent()) {
            return explicit(asked.getAsLong());
        }
        if (configured > ttlCap) {
            remarks.hint("the message lives " + ttlCap + " s, not " + configured + ": the node takes no more");
        }
        return ClientResult.done(new TimeToLive(Math.max(1, Math.min(configured, ttlCap))));
    }

    private ClientResult<TimeToLive> explicit(long seconds) {
        if (seconds < 1) {
            return ClientResult.failed(ClientErrorCode.USAGE, "a message lives at least 1 s, not " + seconds);
        }
        return seconds <= ttlCap ? ClientResult.done(new TimeToLive(seconds))
                : ClientFailure.of(ClientErrorCode.TOO_LARGE, "a lifetime of " + seconds + " s is more than the " + ttlCap
                        + " s that can be had (node_max_ttl, and 86400 for claims)")
                        .with("ttl", seconds).with("ttl_cap", ttlCap).result();
    }

    /** @param overhead octets that the envelope adds to the body */
    public int longestBody(MessageHeader header, int overhead) {
        return Math.max(0, Math.min(MessageSize.longestPlaintext(header, valueCap), MessageSize.longestPlaintext(header)) - overhead);
    }

    /** The body fits; else the failure tells both figures. */
    public ClientResult<Integer> fitting(int bytes, MessageHeader header, int overhead) {
        int longest = longestBody(header, overhead);
        boolean evenEmpty = MessageSize.longestPlaintext(header, valueCap) >= overhead;
        return evenEmpty && bytes <= longest ? ClientResult.done(longest)
                : ClientFailure.of(ClientErrorCode.TOO_LARGE, "the message has " + bytes + " bytes, the node takes at most "
                        + longest + " (values of " + valueCap + " bytes, node_max_value_bytes); nothing was sent")
                        .with("bytes", bytes).with("max_bytes", longest).with("value_cap", valueCap).result();
    }

    /** A zone that claims can name. */
    public static ClientResult<OwnerName> claimable(OwnerName zone) {
        return MailboxDomain.parse(zone.text()).isPresent() ? ClientResult.done(zone)
                : ClientFailure.of(ClientErrorCode.TOO_LARGE, "claims cannot name your zone " + zone + ": it has "
                        + zone.text().length() + " characters, " + MailboxDomain.MAX_LENGTH
                        + " are allowed; send with --no-claims").with("zone_length", zone.text().length())
                        .with("max_zone_length", MailboxDomain.MAX_LENGTH).result();
    }
}

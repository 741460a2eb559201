package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.update.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends RFC 2136 UPDATEs (client.md 15.1, 19.1, 19.2, 19.5): packs, signs, chooses UDP or TCP by size, repeats as 19.1
 * says, and verifies the TSIG of the answer. Calls block.
 */
public interface UpdateSender {
    /** Sizes of the messages that the changes would take, in order. */
    List<Packed> pack(OwnerName zone, List<Change> changes, Optional<TsigBlock> key);

    /**
     * Sends the changes in as few messages as possible, in order; stops at the first message that is not accepted. The
     * message that holds the last change is sent only after all others were answered NOERROR.
     *
     * @param key empty = unsigned (claims)
     */
    Sent send(Target target, OwnerName zone, List<Change> changes, Optional<TsigBlock> key);

    /** @param host name or address literal; names go through {@link HostResolver} */
    record Target(String host, int port) {
    }

    /** @param octets of the signed message on the wire */
    record Packed(int changes, int octets) {
    }

    sealed interface Sent {
        /** Every message was answered NOERROR. */
        record Accepted(int messages, int octets, String transport) implements Sent {
        }

        /**
         * A message was answered otherwise; earlier ones were accepted.
         *
         * @param rcode     as answered; its meaning is client.md 15.1's
         * @param authentic the answer's TSIG verified
         * @param clockSkew server time minus ours, where the answer told it (BADTIME)
         */
        record Refused(Rcode rcode, Optional<String> tsigError, boolean authentic, Optional<Duration> clockSkew,
                       int acceptedChanges) implements Sent {
        }

        /** NOERROR whose TSIG was missing or wrong. */
        record NotAuthentic(int acceptedChanges) implements Sent {
        }

        /** No usable answer. {@code why} is one line for people. */
        record Unreachable(String why, int acceptedChanges) implements Sent {
        }

        /** The key cannot be used: a bad secret, algorithm or name. */
        record BadKey(String why) implements Sent {
        }
    }
}

package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator does with TSIG keys (registration.md W8, W16). {@code user} is the account that asks, for the audit. */
public interface AdministerTsigKeys {
    Outcome issue(Order order, String user);

    /** In the order of their names, active or not, those of one subject where given. */
    List<TsigKey> list(Optional<Subject> subject);

    RevokeOutcome revoke(KeyTarget target, String user);

    /**
     * Gives a key another secret; the old one stops working at once, everything else stays.
     *
     * @param life from now on; empty = ends when it would have ended
     */
    Rotation rotate(KeyTarget target, Optional<Duration> life, String user);

    sealed interface Rotation {
        /** @param zone to be put into UPDATEs; empty where the node serves none */
        record Rotated(TsigKey key, Optional<OwnerName> zone) implements Rotation {
        }

        /** No active key there. */
        record Nothing() implements Rotation {
        }

        /** The subject has several active keys. */
        record Ambiguous() implements Rotation {
        }
    }

    /**
     * A key as registration mints it, but for what the operator says otherwise.
     *
     * @param key      who registers; empty = name and claim suffix come from random digits
     * @param x25519   counts as proven
     * @param extra    suffixes besides those of the subject
     * @param zoneWide the whole zone instead of those of the subject
     * @param life     empty = without end
     */
    record Order(Subject subject, Optional<Ed25519PublicKey> key, Optional<X25519PublicKey> x25519,
                 Set<ScopeSuffix> extra, boolean zoneWide, Optional<Duration> life) {
        public Order {
            extra = Set.copyOf(extra);
        }
    }

    sealed interface Outcome {
        /** @param zone to be put into UPDATEs */
        record Issued(TsigKey key, OwnerName zone) implements Outcome {
        }

        /** Another key holds the subject or a literal name; nothing was written. */
        record Held(HeldName name) implements Outcome {
        }

        /** The node serves no zone that a key could be for. */
        record NoZone() implements Outcome {
        }

        /** The local part is longer than 47 characters, or the name than a name may be. */
        record NameTooLong() implements Outcome {
        }

        /** A suffix that is not in the zone would never grant anything. */
        record OutsideZone(ScopeSuffix suffix, OwnerName zone) implements Outcome {
        }
    }
}

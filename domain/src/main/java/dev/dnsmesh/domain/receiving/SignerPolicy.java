package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose mail is taken from which zone (records.md 4.8 step 2, client.md 8.5): in the own zone that of every pinned key, in
 * another zone only that of contacts of exactly that zone, so that no zone can replay another contact's mail.
 *
 * @param acceptUnpinned first contact was switched on; counts only while nothing is pinned
 */
public record SignerPolicy(OwnerName ownZone, List<Pin> pins, boolean acceptUnpinned) {
    public SignerPolicy {
        pins = List.copyOf(pins);
    }

    /** What the policy says of a signer. */
    public sealed interface Verdict {
        /** Pinned by these contacts. To be dropped if one of them has revoked the key, where revocations are looked up. */
        record Pinned(List<Pin> by) implements Verdict {
        }

        /** Not pinned, but to be taken if the rotation chain of one of these contacts leads to it. */
        record Unpinned(List<Pin> mayHaveRotated) implements Verdict {
        }

        /** Nothing is pinned, and first contact is accepted. */
        record FirstContact() implements Verdict {
        }

        /** Not to be taken. */
        record Refused() implements Verdict {
        }
    }

    /** @param zone where the manifest was found */
    public Verdict judge(Ed25519PublicKey signer, OwnerName zone) {
        if (pins.isEmpty()) {
            return acceptUnpinned ? new Verdict.FirstContact() : new Verdict.Refused();
        }
        List<Pin> ofZone = zone.equals(ownZone) ? pins : pins.stream().filter(pin -> pin.zone().equals(zone)).toList();
        List<Pin> by = ofZone.stream().filter(pin -> pin.signingKey().equals(signer)).toList();
        if (!by.isEmpty()) {
            return new Verdict.Pinned(by);
        }
        return ofZone.isEmpty() ? new Verdict.Refused() : new Verdict.Unpinned(ofZone);
    }

    /** Who may stand as sender in a header under this signature; empty where no X25519 key of the signer is known. */
    public Set<UserId> knownSenders(Ed25519PublicKey signer) {
        return pins.stream().filter(pin -> pin.signingKey().equals(signer)).map(Pin::encryptionKey)
                .flatMap(Optional::stream).map(UserId::of).collect(Collectors.toUnmodifiableSet());
    }
}

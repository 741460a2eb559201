package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.Envelope;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.manifest.Manifest;
import java.util.Collection;
import java.util.List;

/**
 * A message that was encrypted to us.
 *
 * @param header      its time is what people see
 * @param senderKnown the header's sender is the X25519 key that we know of the signer; otherwise the signer may have
 *                    signed somebody else's message anew
 */
public record OpenedMessage(Manifest manifest, MessageHeader header, Envelope envelope, boolean senderKnown) {
    /** Who wrote it, by what its claimed address turned out to be. */
    public sealed interface Authorship {
        /** The identity record at this address has the key that signed, and the X25519 key in the header. */
        record Confirmed(CanonicalAddress address) implements Authorship {
        }

        /** No address is to be shown. */
        record Unconfirmed() implements Authorship {
        }

        /** The signer's own identity record names another X25519 key than the header: the message is to be dropped. */
        record Forged() implements Authorship {
        }
    }

    /** @param found the identities of the claimed address; those of other keys do not count */
    public Authorship authorship(Collection<Identity> found) {
        List<Identity> ofSigner = found.stream()
                .filter(identity -> identity.signingKey().equals(manifest.sender())).toList();
        if (ofSigner.isEmpty() || envelope.claimedFrom().isEmpty()) {
            return new Authorship.Unconfirmed();
        }
        boolean same = senderKnown
                || ofSigner.stream().anyMatch(identity -> identity.userId().equals(header.sender()));
        return same ? new Authorship.Confirmed(envelope.claimedFrom().get()) : new Authorship.Forged();
    }
}

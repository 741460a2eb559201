package dev.dnsmesh.domain.registration;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** The proof that a registrant has the X25519 key he names (registration.md 3.2): a code under the shared secret. */
public final class PossessionProof {
    private final KeyAgreement agreement;
    private final MessageCode code;

    public PossessionProof(KeyAgreement agreement, MessageCode code) {
        this.agreement = agreement;
        this.code = code;
    }

    /** What the registrant sends: 32 octets; empty where the node's key is of small order. */
    public Optional<Octets> prove(X25519PrivateKey own, X25519PublicKey node, Challenge challenge, Subject subject) {
        X25519PublicKey claimed = agreement.publicKey(own);
        return agreement.sharedSecret(own, node).map(shared -> {
            try (Secret key = shared) {
                return code.of(key, challenge.octets(), Octets.utf8(subject.text()), claimed.octets());
            }
        });
    }

    /** The node's side, in constant time. False for a key of small order and a proof of any other length. */
    public boolean holds(
            Octets proof, X25519PrivateKey ephemeral, X25519PublicKey claimed, Challenge challenge, Subject subject) {
        return agreement.sharedSecret(ephemeral, claimed).map(shared -> {
            try (Secret key = shared) {
                return code.matches(proof, key, challenge.octets(), Octets.utf8(subject.text()), claimed.octets());
            }
        }).orElse(false);
    }
}

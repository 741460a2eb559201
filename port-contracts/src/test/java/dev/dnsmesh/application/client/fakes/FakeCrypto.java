package dev.dnsmesh.application.client.fakes;

import dev.dnsmesh.domain.crypto.Argon2idCost;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.crypto.PassphraseDerivation;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.SigningKeys;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/**
 * Hashes in the place of curves: equal inputs give equal keys, a changed message or key does not verify. It keeps nobody
 * out; what the real algorithms give is tested in adapters-crypto.
 */
public final class FakeCrypto implements SigningKeys, SignatureVerifier, KeyAgreement, PassphraseDerivation, MessageCode {
    @Override
    public X25519PrivateKey derive(Secret passphrase, PassphraseSalt salt, Argon2idCost cost) {
        return new X25519PrivateKey(passphrase.use(octets -> Sha256.secret(octets, salt.octets())));
    }

    @Override
    public X25519PublicKey publicKey(X25519PrivateKey key) {
        return new X25519PublicKey(key.octets().use(octets -> Sha256.of(Octets.utf8("x"), Octets.of(octets))));
    }

    @Override
    public Optional<Secret> sharedSecret(X25519PrivateKey own, X25519PublicKey peer) {
        X25519PublicKey mine = publicKey(own);
        boolean first = mine.compareTo(peer) <= 0;
        return Optional.of(Secret.of(Sha256.of(first ? mine.octets() : peer.octets(), first ? peer.octets() : mine.octets())));
    }

    @Override
    public Octets of(Secret key, Octets... message) {
        return key.use(octets -> Sha256.of(Octets.of(octets), Octets.concat(message)));
    }

    @Override
    public Signer signer(Ed25519Seed seed) {
        var key = new Ed25519PublicKey(seed.octets().use(octets -> Sha256.of(Octets.utf8("s"), Octets.of(octets))));
        return new Signer() {
            @Override
            public Ed25519PublicKey publicKey() {
                return key;
            }

            @Override
            public Signature sign(Octets message) {
                return signature(key, message);
            }
        };
    }

    @Override
    public boolean verifies(Ed25519PublicKey key, Octets message, Signature signature) {
        return signature(key, message).equals(signature);
    }

    private static Signature signature(Ed25519PublicKey key, Octets message) {
        return new Signature(Octets.concat(Sha256.of(key.octets(), message), Sha256.of(message, key.octets())));
    }
}

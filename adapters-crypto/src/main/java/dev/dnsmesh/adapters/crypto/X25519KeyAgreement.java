package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** X25519 by Bouncy Castle. */
public final class X25519KeyAgreement implements KeyAgreement {
    @Override
    public X25519PublicKey publicKey(X25519PrivateKey key) {
        byte[] point = new byte[X25519.POINT_SIZE];
        return key.octets().use(scalar -> {
            X25519.generatePublicKey(scalar, 0, point, 0);
            return new X25519PublicKey(Octets.of(point));
        });
    }

    @Override
    public Optional<Secret> sharedSecret(X25519PrivateKey own, X25519PublicKey peer) {
        byte[] shared = new byte[X25519.POINT_SIZE];
        try {
            // false where the result is all zeros
            boolean usable = own.octets().use(scalar ->
                    X25519.calculateAgreement(scalar, 0, peer.octets().toArray(), 0, shared, 0));
            return usable ? Optional.of(Secret.of(shared)) : Optional.empty();
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }
}

package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.SigningKeys;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 key pairs by Bouncy Castle's constant-time code. */
public final class Ed25519SigningKeys implements SigningKeys {
    @Override
    public Signer signer(Ed25519Seed seed) {
        return seed.octets().use(octets -> {
            byte[] point = new byte[Ed25519PublicKey.LENGTH];
            Ed25519.generatePublicKey(octets, 0, point, 0);
            return new SeedSigner(Secret.of(octets), new Ed25519PublicKey(Octets.of(point)));
        });
    }

    private record SeedSigner(Secret seed, Ed25519PublicKey publicKey) implements Signer {
        @Override
        public Signature sign(Octets message) {
            byte[] text = message.toArray();
            byte[] point = publicKey.octets().toArray();
            byte[] signature = new byte[Signature.LENGTH];
            return seed.use(octets -> {
                Ed25519.sign(octets, 0, point, 0, text, 0, text.length, signature, 0);
                return new Signature(Octets.of(signature));
            });
        }
    }
}

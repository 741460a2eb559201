package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.Argon2idCost;
import dev.dnsmesh.domain.crypto.PassphraseDerivation;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id 0x13 by Bouncy Castle, which works its lanes off one after the other. */
public final class Argon2idPassphraseDerivation implements PassphraseDerivation {
    @Override
    public X25519PrivateKey derive(Secret passphrase, PassphraseSalt salt, Argon2idCost cost) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(cost.passes())
                .withMemoryAsKB(cost.memoryKib())
                .withParallelism(cost.lanes())
                .withSalt(salt.octets().toArray())
                .build();
        byte[] derived = new byte[X25519PrivateKey.LENGTH];
        try {
            return passphrase.use(octets -> {
                Argon2BytesGenerator generator = new Argon2BytesGenerator();
                generator.init(parameters);
                generator.generateBytes(octets, derived);
                return new X25519PrivateKey(Secret.of(derived));
            });
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }
}

package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.KeyDerivation;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF-SHA256 by Bouncy Castle. */
public final class HkdfSha256 implements KeyDerivation {
    private static final int MAX_LENGTH = 255 * 32;

    @Override
    public Secret derive(Secret inputKey, Octets salt, Octets info, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("HKDF-SHA256 yields 1 to " + MAX_LENGTH + " octets, not " + length);
        }
        byte[] derived = new byte[length];
        try {
            return inputKey.use(key -> {
                HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
                generator.init(new HKDFParameters(key, salt.toArray(), info.toArray()));
                generator.generateBytes(derived, 0, length);
                return Secret.of(derived);
            });
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }
}

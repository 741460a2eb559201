package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.AuthenticatedCipher;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** ChaCha20-Poly1305 by Bouncy Castle. */
public final class ChaCha20Poly1305Cipher implements AuthenticatedCipher {
    @Override
    public Octets seal(Secret key, Octets nonce, Octets associated, Octets plaintext) {
        return run(true, key, nonce, associated, plaintext)
                .orElseThrow(() -> new IllegalStateException("sealing cannot fail to authenticate"));
    }

    @Override
    public Optional<Octets> open(Secret key, Octets nonce, Octets associated, Octets sealed) {
        return sealed.length() < TAG_LENGTH ? Optional.empty() : run(false, key, nonce, associated, sealed);
    }

    private static Optional<Octets> run(boolean sealing, Secret key, Octets nonce, Octets associated, Octets input) {
        if (key.length() != KEY_LENGTH || nonce.length() != NONCE_LENGTH) {
            throw new IllegalArgumentException("a key of 32 and a nonce of 12 octets, not "
                    + key.length() + " and " + nonce.length());
        }
        return key.use(octets -> {
            ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
            cipher.init(sealing, new AEADParameters(
                    new KeyParameter(octets), TAG_LENGTH * 8, nonce.toArray(), associated.toArray()));
            byte[] in = input.toArray();
            byte[] out = new byte[cipher.getOutputSize(in.length)];
            try {
                int written = cipher.processBytes(in, 0, in.length, out, 0);
                cipher.doFinal(out, written);
                return Optional.of(Octets.of(out));
            } catch (InvalidCipherTextException wrongTag) {
                return Optional.empty();
            }
        });
    }
}

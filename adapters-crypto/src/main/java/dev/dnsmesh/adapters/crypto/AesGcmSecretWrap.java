package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets at rest under AES-256-GCM as nonce (12) ‖ ciphertext ‖ tag (16), bound to the row they belong to. 96-bit random
 * nonces are safe for far more secrets than a node ever writes.
 *
 * @param key 32 octets
 */
public record AesGcmSecretWrap(Secret key, RandomSource random) implements SecretWrap {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    @Override
    public boolean wraps() {
        return true;
    }

    @Override
    public Octets wrap(Secret secret, String row) {
        Octets nonce = random.octets(NONCE);
        return Octets.concat(nonce, secret.use(plain -> Octets.of(crypt(Cipher.ENCRYPT_MODE, nonce, row, plain))));
    }

    @Override
    public Secret unwrap(Octets stored, String row) {
        if (stored.length() < NONCE + TAG_BITS / 8) {
            throw foreign(row);
        }
        byte[] plain = crypt(Cipher.DECRYPT_MODE, stored.slice(0, NONCE), row,
                stored.slice(NONCE, stored.length()).toArray());
        Secret secret = Secret.of(plain);
        Arrays.fill(plain, (byte) 0);
        return secret;
    }

    private byte[] crypt(int mode, Octets nonce, String row, byte[] input) {
        return key.use(octets -> {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, new SecretKeySpec(octets, "AES"), new GCMParameterSpec(TAG_BITS, nonce.toArray()));
                cipher.updateAAD(Octets.utf8(row).toArray());
                return cipher.doFinal(input);
            } catch (AEADBadTagException wrong) {
                throw foreign(row);
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException("every Java platform has AES-GCM", absent);
            }
        });
    }

    private static StorageUnavailable foreign(String row) {
        return new StorageUnavailable("the secret of " + row + " was wrapped with another key (DMP_SECRETS_KEY_FILE)");
    }

    /** Under this key; plain where there is none. */
    public static SecretWrap of(Optional<Secret> key, RandomSource random) {
        return key.<SecretWrap>map(secret -> new AesGcmSecretWrap(secret, random)).orElseGet(Plain::new);
    }
}

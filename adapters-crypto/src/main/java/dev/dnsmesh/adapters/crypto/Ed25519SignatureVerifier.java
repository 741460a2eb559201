package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.LowOrderKeys;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.octets.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Cofactorless verification (records.md 1.4). Bouncy Castle is fast but checks with the cofactor: what it refuses is
 * refused, what it accepts stands where key and R lie in the subgroup of prime order, because there both checks say the
 * same. Elsewhere the JDK, seven times slower and cofactorless, has the last word.
 */
public final class Ed25519SignatureVerifier implements SignatureVerifier {
    /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 4). */
    private static final Octets SPKI_PREFIX = Octets.of(new byte[] {
            0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00});

    @Override
    public boolean verifies(Ed25519PublicKey key, Octets message, Signature signature) {
        if (LowOrderKeys.contains(key)) {
            return false;
        }
        byte[] point = key.octets().toArray();
        byte[] text = message.toArray();
        byte[] signed = signature.octets().toArray();
        if (!Ed25519.verify(signed, 0, point, 0, text, 0, text.length)) {
            return false;
        }
        return Ed25519.validatePublicKeyFull(point, 0) && Ed25519.validatePublicKeyFull(signed, 0)
                || cofactorless(key, text, signed);
    }

    private static boolean cofactorless(Ed25519PublicKey key, byte[] message, byte[] signature) {
        try {
            byte[] encoded = Octets.concat(SPKI_PREFIX, key.octets()).toArray();
            PublicKey publicKey = KeyFactory.getInstance("Ed25519", "SunEC")
                    .generatePublic(new X509EncodedKeySpec(encoded));
            java.security.Signature verifier = java.security.Signature.getInstance("Ed25519", "SunEC");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException unacceptable) {
            // the JDK reports a key or a signature it cannot decode by throwing
            return false;
        }
    }
}

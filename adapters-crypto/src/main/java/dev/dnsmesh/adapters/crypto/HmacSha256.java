package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 by the JDK, whose SHA-256 is the processor's own. */
public final class HmacSha256 implements MessageCode {
    private static final String ALGORITHM = "HmacSHA256";
    /** HMAC pads every key with zeros, so one zero octet is the empty key, which {@link SecretKeySpec} cannot hold. */
    private static final byte[] EMPTY_KEY = {0};

    @Override
    public Octets of(Secret key, Octets... message) {
        return key.use(octets -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(octets.length == 0 ? EMPTY_KEY : octets, ALGORITHM));
                for (Octets part : message) {
                    mac.update(part.asBuffer());
                }
                return Octets.of(mac.doFinal());
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException("every Java platform has HmacSHA256", absent);
            }
        });
    }
}

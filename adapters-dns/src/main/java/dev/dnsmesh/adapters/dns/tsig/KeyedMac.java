package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's HMACs, looked up once and keyed for each message. Not safe for use by several threads at once. */
final class KeyedMac {
    private static final Map<TsigAlgorithm, String> NAMES = Map.of(TsigAlgorithm.HMAC_SHA256, "HmacSHA256",
            TsigAlgorithm.HMAC_SHA384, "HmacSHA384", TsigAlgorithm.HMAC_SHA512, "HmacSHA512");

    private final Map<TsigAlgorithm, Mac> macs = new EnumMap<>(TsigAlgorithm.class);

    /** An HMAC under the key, nothing digested yet. */
    Mac of(TsigKey key) {
        Mac mac = macs.computeIfAbsent(key.algorithm(), KeyedMac::newMac);
        return key.secret().use(secret -> keyed(mac, secret));
    }

    private static Mac keyed(Mac mac, byte[] secret) {
        try {
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return mac;
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("an HMAC takes any key", impossible);
        }
    }

    private static Mac newMac(TsigAlgorithm algorithm) {
        try {
            return Mac.getInstance(NAMES.get(algorithm));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has HMAC-SHA2", absent);
        }
    }
}

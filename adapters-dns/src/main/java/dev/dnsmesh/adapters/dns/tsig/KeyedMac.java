package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Secret;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's HMACs, looked up once and keyed when another key signs. Not safe for use by several threads at once. */
final class KeyedMac {
    private static final Map<TsigAlgorithm, String> NAMES = Map.of(TsigAlgorithm.HMAC_SHA256, "HmacSHA256",
            TsigAlgorithm.HMAC_SHA384, "HmacSHA384", TsigAlgorithm.HMAC_SHA512, "HmacSHA512");

    private final Map<TsigAlgorithm, Keyed> macs = new EnumMap<>(TsigAlgorithm.class);

    private record Keyed(Mac mac, Secret secret) {
    }

    /** An HMAC under the key, nothing digested yet. */
    Mac of(TsigKey key) {
        Keyed last = macs.get(key.algorithm());
        if (last != null && last.secret == key.secret()) {
            last.mac.reset();
            return last.mac;
        }
        Mac mac = last == null ? newMac(key.algorithm()) : last.mac;
        macs.put(key.algorithm(), new Keyed(key.secret().use(secret -> keyed(mac, secret)), key.secret()));
        return mac;
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

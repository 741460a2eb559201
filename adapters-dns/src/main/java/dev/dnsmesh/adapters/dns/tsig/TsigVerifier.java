package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Verifies requests in the order key, MAC, time, truncation policy (RFC 8945 5.2). The MAC is computed over the octets
 * as they came, with the original ID and without the TSIG record. Not safe for use by several threads at once.
 */
public final class TsigVerifier {
    private final TsigKeys keys;
    private final int maxFudge;
    private final KeyedMac macs = new KeyedMac();
    private final byte[] header = new byte[Wire.HEADER];
    private final byte[] variables = new byte[16];

    /** @param maxFudge seconds that bound every request's own fudge */
    public TsigVerifier(TsigKeys keys, int maxFudge) {
        this.keys = keys;
        this.maxFudge = maxFudge;
    }

    /** Looks the key up, which may block, and verifies. */
    public TsigCheck check(TsigRecord tsig, Instant now) {
        Optional<TsigAlgorithm> algorithm = tsig.algorithm();
        if (algorithm.isEmpty()) {
            return new TsigCheck.Unverified(TsigError.BADKEY);
        }
        // one answer for unknown, revoked, expired, and pinned to another algorithm
        Optional<TsigKey> found = tsig.keyName().flatMap(keys::find)
                .filter(key -> key.isActiveAt(now) && key.algorithm() == algorithm.get());
        return found.map(key -> check(tsig, key, now)).orElseGet(() -> new TsigCheck.Unverified(TsigError.BADKEY));
    }

    private TsigCheck check(TsigRecord tsig, TsigKey key, Instant now) {
        int full = key.algorithm().macLength();
        if (tsig.macLength() > full || tsig.macLength() < Math.max(10, full / 2)) {
            return new TsigCheck.Malformed();
        }
        if (!tsig.macEquals(mac(tsig, key))) {
            return new TsigCheck.Unverified(TsigError.BADSIG);
        }
        if (Math.abs(now.getEpochSecond() - tsig.timeSigned()) > effectiveFudge(tsig)) {
            return new TsigCheck.Rejected(TsigError.BADTIME, key);
        }
        if (tsig.macLength() < full) {
            return new TsigCheck.Rejected(TsigError.BADTRUNC, key);
        }
        return new TsigCheck.Genuine(key);
    }

    /** Seconds that the clocks may differ for this request. */
    public int effectiveFudge(TsigRecord tsig) {
        return Math.min(tsig.fudge(), maxFudge);
    }

    private byte[] mac(TsigRecord tsig, TsigKey key) {
        byte[] message = tsig.message();
        System.arraycopy(message, 0, header, 0, Wire.HEADER);
        Wire.put16(header, 0, tsig.originalId());
        Wire.put16(header, 10, Wire.u16(message, 10) - 1);
        Mac mac = macs.of(key);
        mac.update(header);
        mac.update(message, Wire.HEADER, tsig.at() - Wire.HEADER);
        mac.update(tsig.lowerCaseKeyName(), 0, tsig.keyNameLength());
        Wire.put32(variables, Wire.put16(variables, 0, Wire.CLASS_ANY), 0);
        mac.update(variables, 0, 6);
        mac.update(tsig.lowerCaseAlgorithm(), 0, tsig.algorithmLength());
        mac.update(message, tsig.macAt() - 10, 8);
        mac.update(message, tsig.otherAt() - 4, 4 + tsig.otherLength());
        return mac.doFinal();
    }
}

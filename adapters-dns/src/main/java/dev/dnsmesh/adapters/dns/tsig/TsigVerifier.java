package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.out.TsigKeyStore.Glimpse;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Verifies requests in the order key, MAC, time, truncation policy (RFC 8945 5.2). The MAC is computed over the octets
 * as they came, with the original ID and without the TSIG record. Not safe for use by several threads at once.
 */
public final class TsigVerifier {
    private static final TsigCheck BADKEY = new TsigCheck.Unverified(TsigError.BADKEY);

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
        return tsig.algorithm().isPresent() ? judge(tsig, tsig.keyName().flatMap(keys::find), now) : BADKEY;
    }

    /** The same without waiting; empty where the key is not at hand. */
    public Optional<TsigCheck> tryCheck(TsigRecord tsig, Instant now) {
        Optional<TsigKeyName> name = tsig.keyName();
        if (name.isEmpty() || tsig.algorithm().isEmpty()) {
            return Optional.of(BADKEY);
        }
        return switch (keys.tryFind(name.get())) {
            case Glimpse.Known(var row) -> Optional.of(judge(tsig, row, now));
            case Glimpse.Unknown() -> Optional.empty();
        };
    }

    /** One answer for unknown, revoked, expired, and pinned to another algorithm. */
    private TsigCheck judge(TsigRecord tsig, Optional<TsigKey> row, Instant now) {
        return row.filter(key -> key.isActiveAt(now) && tsig.algorithm().filter(key.algorithm()::equals).isPresent())
                .map(key -> check(tsig, key, now)).orElse(BADKEY);
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

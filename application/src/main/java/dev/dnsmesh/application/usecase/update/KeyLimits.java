package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.limit.DailyVolumes;
import dev.dnsmesh.domain.limit.TokenBuckets;
import java.util.Optional;

/**
 * What one key may write in a time (dns.md 10.13). Kept in memory only, and never together with what was written. Safe
 * for use by several threads.
 */
final class KeyLimits {
    private final TokenBuckets<TsigKeyName> operations = new TokenBuckets<>();
    private final DailyVolumes<TsigKeyName> octets = new DailyVolumes<>();

    /**
     * Charges one UPDATE.
     *
     * @param added octets of the values it adds
     */
    Optional<Refusal> charge(TsigKeyName key, int changes, long added, UpdateCase update) {
        UpdateSettings.Keys limits = update.settings().keys();
        // An UPDATE of more operations than the bucket holds takes the whole bucket, else it could never pass.
        int tokens = (int) Math.min(changes, Math.max(1, limits.operations().burst()));
        if (!operations.take(key, tokens, limits.operations(), update.nanos())) {
            return Optional.of(Refusal.KEY_RATE);
        }
        return octets.spend(key, added, limits.dailyOctets(), update.nanos())
                ? Optional.empty()
                : Optional.of(Refusal.KEY_VOLUME);
    }

    /** Nothing was added after all. */
    void giveBack(TsigKeyName key, long added, long nanos) {
        octets.giveBack(key, added, nanos);
    }
}

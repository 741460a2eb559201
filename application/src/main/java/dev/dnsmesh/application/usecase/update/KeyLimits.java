package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.limit.DailyVolumes;
import dev.dnsmesh.domain.limit.TokenBuckets;
import java.util.Optional;

/**
 * What one key may write in a time (dns.md 10.13). Kept in memory only, and never together with what was written. The octets of
 * a day are counted over all nodes on the storage, as far as they have told; operations of a second by each node for itself.
 * Safe for use by several threads.
 */
final class KeyLimits {
    private final TokenBuckets<TsigKeyName> operations = new TokenBuckets<>();
    private final DailyVolumes<TsigKeyName> octets = new DailyVolumes<>();
    private final VolumeExchange others;

    KeyLimits(VolumeExchange others, TimeSource time) {
        this.others = others;
        others.listen((key, added) -> octets.note(key, added, time.nanos()));
    }

    /**
     * Charges one UPDATE.
     *
     * @param added octets of the values it adds
     */
    Optional<Refusal> charge(TsigKeyName key, int changes, long added, UpdateCase update) {
        UpdateSettings.Keys limits = update.settings().keys();
        if (!operations.take(key, changes, limits.operations(), update.nanos())) {
            return Optional.of(Refusal.KEY_RATE);
        }
        if (!octets.spend(key, added, limits.dailyOctets(), update.nanos())) {
            return Optional.of(Refusal.KEY_VOLUME);
        }
        tell(key, added, limits);
        return Optional.empty();
    }

    /** Nothing was added after all. */
    void giveBack(TsigKeyName key, long added, UpdateCase update) {
        octets.giveBack(key, added, update.nanos());
        tell(key, -added, update.settings().keys());
    }

    private void tell(TsigKeyName key, long added, UpdateSettings.Keys limits) {
        if (added != 0 && limits.dailyOctets() > 0) {
            others.tell(key, added);
        }
    }
}

package dev.dnsmesh.adapters.storage.pg;

import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RrsetCacheTest {
    private static final int OCTETS = 1 << 20;

    private final CountingMeter meter = new CountingMeter();
    private final RrsetCache cache = new RrsetCache(OCTETS, Duration.ofSeconds(30), new ManualTime(NOON), meter);

    @BeforeEach
    void tell() {
        cache.told();
    }

    @Test
    void its_memory_is_bounded_by_what_the_answers_weigh() {
        for (int i = 0; i < 20_000; i++) {
            keep(i, 241);
        }
        assertThat(meter.value("dmp_storage_cache_bytes")).isBetween(OCTETS * 0.5, OCTETS * 1.1);
        assertThat(meter.value("dmp_storage_cache_capacity_bytes")).isEqualTo(OCTETS);
        double small = meter.value("dmp_storage_cached_names");
        assertThat(small).isLessThan(OCTETS / 241.0);
        assertThat(meter.count("dmp_storage_cache_evictions_total")).isGreaterThan(10_000);
        for (int i = 0; i < 20_000; i++) {
            keep(i, 2_048);
        }
        assertThat(meter.value("dmp_storage_cache_bytes")).isLessThan(OCTETS * 1.1);
        assertThat(meter.value("dmp_storage_cached_names")).as("fewer of the larger ones").isLessThan(small / 2);
    }

    @Test
    void it_says_whether_somebody_tells_of_changes() {
        assertThat(meter.value("dmp_storage_reachable")).isEqualTo(1);
        cache.untold(0);
        assertThat(meter.value("dmp_storage_reachable")).isZero();
    }

    private void keep(int number, int octets) {
        CacheKey name = CacheKey.of(NameKey.of(new OwnerName("n" + number + ".example.org")));
        CachedRrset.Value value = new CachedRrset.Value(new byte[octets], NOON.getEpochSecond() + 60);
        cache.begin(Set.of(name)).keep(List.of(name), List.of(new CachedRrset(NOON.getEpochSecond(), List.of(value), 0)));
    }
}

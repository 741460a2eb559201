package dev.dnsmesh.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.CheckHealth.Health;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeStatusTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final ManualTime time = new ManualTime(NOON);
    private final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));

    @Test
    void a_store_that_reads_is_sound_whether_or_not_it_holds_anything() {
        var health = new CheckHealthUseCase(storage.records(), time);
        assertThat(health.check()).isEqualTo(new Health.Sound());
        add("a.mesh.example");
        assertThat(health.check()).isEqualTo(new Health.Sound());
    }

    @Test
    void a_store_that_cannot_be_read_is_degraded_and_uncounted() {
        storage.close();
        assertThat(new CheckHealthUseCase(storage.records(), time).check()).isInstanceOfSatisfying(Health.Degraded.class,
                degraded -> assertThat(degraded.store()).isNotBlank().doesNotContain("\n"));
        assertThat(new CountRecordsUseCase(storage.records()).count()).isEmpty();
    }

    @Test
    void records_are_counted() {
        var records = new CountRecordsUseCase(storage.records());
        assertThat(records.count()).hasValue(0);
        add("a.mesh.example");
        add("b.mesh.example");
        assertThat(records.count()).hasValue(2);
    }

    private void add(String name) {
        storage.records().commit(UpdateBatch.unconditional(List.of(new Change.Add(new OwnerName(name), TxtValue.of("v"),
                new TimeToLive(60), Change.WhenFull.REFUSE)), NOON));
    }
}

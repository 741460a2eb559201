package dev.dnsmesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.domain.access.TsigKeyName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@link VolumeExchange}, where several nodes can use a storage. */
public interface VolumeExchangeContract extends StorageContract {
    TsigKeyName ALICES = new TsigKeyName("alice.mesh.local.");
    TsigKeyName BOBS = new TsigKeyName("b=0.mesh.local.");

    Duration A_SECOND = Duration.ofSeconds(1);

    /** What was heard of a key. */
    record Heard(TsigKeyName key, long octets) {
    }

    @Test
    default void what_a_node_tells_the_others_hear_and_it_does_not() throws InterruptedException {
        try (StorageHarness harness = newStorage()) {
            Optional<Storage> other = harness.anotherNode();
            if (other.isPresent()) {
                try (Storage another = other.get()) {
                    BlockingQueue<Heard> here = heard(harness.storage().volumes());
                    BlockingQueue<Heard> there = heard(another.volumes());
                    harness.storage().volumes().tell(ALICES, 1000);
                    assertThat(there.poll(10, TimeUnit.SECONDS)).isEqualTo(new Heard(ALICES, 1000));
                    harness.time().advance(A_SECOND);
                    harness.storage().volumes().tell(BOBS, -7);
                    assertThat(there.poll(10, TimeUnit.SECONDS)).isEqualTo(new Heard(BOBS, -7));
                    another.volumes().tell(ALICES, 5);
                    assertThat(here.poll(10, TimeUnit.SECONDS)).as("of the other, and nothing of itself").isEqualTo(new Heard(ALICES, 5));
                }
            }
        }
    }

    @Test
    default void to_tell_costs_nothing_where_nobody_listens() {
        try (StorageHarness harness = newStorage()) {
            for (int i = 0; i < 100_000; i++) {
                harness.storage().volumes().tell(new TsigKeyName("k" + i + "."), 1);
            }
        }
    }

    private static BlockingQueue<Heard> heard(VolumeExchange exchange) {
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        exchange.listen((key, octets) -> heard.add(new Heard(key, octets)));
        return heard;
    }
}

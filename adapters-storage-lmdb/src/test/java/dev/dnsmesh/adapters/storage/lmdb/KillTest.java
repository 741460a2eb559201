package dev.dnsmesh.adapters.storage.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SIGKILL at moments nobody chose: nothing acknowledged is lost, and no batch is there in part. */
class KillTest {
    private static final int KILLS = 50;
    /** Every so many kills come before the first acknowledgement, while the store opens. */
    private static final int EARLY = 10;

    private final Path directory = LmdbHarness.newDirectory();
    private final Random random = new Random(20260301);
    private final int[] acknowledged = new int[KillVictim.WRITERS];

    @Test
    void nothing_acknowledged_is_lost_and_no_batch_is_seen_in_part_over_fifty_kills() {
        Arrays.fill(acknowledged, -1);
        int before = -KillVictim.WRITERS;
        ChildProcess next = victim();
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                ChildProcess victim = next;
                next = victim();
                killAtRandom(victim, kill);
                before = verify("kill " + kill, before);
            }
            assertThat(Arrays.stream(acknowledged).sum()).as("the victims did work").isGreaterThan(2 * KILLS);
        } finally {
            next.close();
            LmdbHarness.delete(directory);
        }
    }

    /** It has loaded its classes while the one before was still at work. */
    private ChildProcess victim() {
        return new ChildProcess(KillVictim.class, directory.toString());
    }

    private void killAtRandom(ChildProcess victim, int kill) {
        try (victim) {
            assertThat(victim.line()).contains("ready");
            victim.go();
            int lines = kill % EARLY == 0 ? 0 : 1 + random.nextInt(60);
            IntStream.range(0, lines).forEach(i -> note(victim.line().orElseThrow()));
            long until = System.nanoTime() + random.nextInt(kill % EARLY == 0 ? 20_000_000 : 1_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            victim.kill();
            // what was printed before the kill counts; the last line may be cut short
            victim.rest().filter(line -> line.matches("[0-9] [0-9]+ acknowledged")).forEach(this::note);
        }
    }

    private void note(String line) {
        String[] parts = line.split(" ");
        int writer = Integer.parseInt(parts[0]);
        acknowledged[writer] = Math.max(acknowledged[writer], Integer.parseInt(parts[1]));
    }

    /** Returns the sum of the batches now visible. */
    private int verify(String message, int before) {
        try (Storage storage = KillVictim.open(directory)) {
            RecordStore records = storage.records();
            int sum = 0;
            int rows = 0;
            for (int writer = 0; writer < KillVictim.WRITERS; writer++) {
                int visible = KillVictim.generationOf(records, writer);
                assertThat(visible).as(message + ", writer " + writer).isGreaterThanOrEqualTo(acknowledged[writer]);
                OwnerName log = KillVictim.name("log", writer);
                assertThat(records.within(Optional.of(log), Optional.empty(), 1_000_000, Records.NOON))
                        .as(message + ": what the batches left behind").hasSize(visible + 1);
                sum += visible;
                rows += visible < 0 ? 0 : visible + 1 + 3;
            }
            assertThat(sum).as(message).isGreaterThanOrEqualTo(before);
            assertThat(records.count()).as(message).isEqualTo(rows);
            assertThat(Records.pages(records, 5_000, Records.NOON)).as(message + ": the index of pages").hasSize(rows);
            return sum;
        }
    }
}

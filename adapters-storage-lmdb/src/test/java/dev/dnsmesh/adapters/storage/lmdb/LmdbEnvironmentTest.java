package dev.dnsmesh.adapters.storage.lmdb;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.RrsetReader.Found;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.update.Watermark;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LmdbEnvironmentTest {
    private final Path data = LmdbHarness.newDirectory();

    @AfterEach
    void remove() {
        LmdbHarness.delete(data);
    }

    @Test
    void an_answer_is_read_without_allocating() {
        try (Storage storage = openStorage(); RrsetReader reader = storage.records().reader()) {
            for (int i = 0; i < 8; i++) {
                storage.records().commit(batch(add(SLOT, i + "x".repeat(300))));
            }
            NameKey name = NameKey.of(SLOT);
            NameKey absent = new NameKey();
            AtomicLong octets = new AtomicLong();
            RrsetReader.Visitor visitor = (value, remaining) -> octets.addAndGet(value.remaining());
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = 0;
            for (int i = 0; i < 30_000; i++) {
                if (i == 20_000) {
                    before = threads.getCurrentThreadAllocatedBytes();
                }
                assertFound(reader.tryRead(name, NOON.getEpochSecond(), visitor), Found.VALUES);
                assertFound(reader.tryRead(absent, NOON.getEpochSecond(), visitor), Found.ONLY_BELOW);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(octets.get()).isEqualTo(30_000L * 8 * 301);
            assertThat(allocated).as("octets for 20,000 reads").isLessThan(20_000);
        }
    }

    private static void assertFound(Found found, Found expected) {
        if (found != expected) {
            throw new AssertionError(found + ", not " + expected);
        }
    }

    @Test
    void a_job_that_fails_after_it_wrote_takes_nobody_along() throws Exception {
        try (LmdbEnvironment environment = open()) {
            CountDownLatch queued = new CountDownLatch(1);
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                // holds the writer up, so that the others end up in one group
                Future<Boolean> first = callers.submit(() -> environment.write(view -> await(queued)));
                List<Future<Boolean>> good = new ArrayList<>();
                List<Future<Boolean>> bad = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    int number = i;
                    good.add(callers.submit(() -> environment.write(view -> put(view, "good" + number))));
                    bad.add(callers.submit(() -> environment.write(view -> {
                        put(view, "bad" + number);
                        throw new IllegalStateException("after the write");
                    })));
                }
                queued.countDown();
                assertThat(first.get()).isTrue();
                for (Future<Boolean> each : good) {
                    assertThat(each.get()).isTrue();
                }
                for (Future<Boolean> each : bad) {
                    assertThatThrownBy(each::get).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
            assertThat(environment.read(WatermarkRows::all)).extracting(Watermark::peer).hasSize(10)
                    .allMatch(peer -> peer.startsWith("good"));
        }
    }

    private static boolean put(WriteView view, String peer) {
        WatermarkRows.put(view, new Watermark(peer, Octets.EMPTY));
        return true;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void an_interrupted_caller_still_learns_the_outcome() {
        try (Storage storage = openStorage()) {
            Thread.currentThread().interrupt();
            storage.records().commit(batch(add(SLOT, "a")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("a");
        }
    }

    @Test
    void closing_under_full_load_loses_nothing_acknowledged_and_touches_no_memory_after() throws Exception {
        for (int round = 0; round < 10; round++) {
            Storage storage = openStorage();
            AtomicLong acknowledged = new AtomicLong();
            storage.records().commit(batch(add(SLOT, "first")));
            try (ExecutorService callers = Executors.newCachedThreadPool()) {
                List<Future<Boolean>> running = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    int caller = i;
                    running.add(callers.submit(() -> untilClosed(storage, caller, acknowledged)));
                }
                while (acknowledged.get() < 20) {
                    Thread.onSpinWait();
                }
                storage.close();
                for (Future<Boolean> each : running) {
                    assertThat(each.get()).isTrue();
                }
            }
            try (Storage again = openStorage()) {
                assertThat(again.records().count()).isEqualTo(acknowledged.get() + 1);
            }
            LmdbHarness.delete(data.resolve("lmdb"));
        }
    }

    private static boolean untilClosed(Storage storage, int caller, AtomicLong acknowledged) {
        try (RrsetReader reader = storage.records().reader()) {
            for (int n = 0; ; n++) {
                switch (caller % 3) {
                    case 0 -> {
                        storage.records().commit(batch(add(SLOT, caller + "." + n)));
                        acknowledged.incrementAndGet();
                    }
                    case 1 -> storage.records().page(Optional.empty(), 10, NOON);
                    default -> reader.tryRead(NameKey.of(SLOT), NOON.getEpochSecond(), (value, remaining) -> { });
                }
            }
        } catch (StorageUnavailable closed) {
            return true;
        }
    }

    @Test
    void more_readers_than_slots_are_refused_until_one_is_given_back() {
        try (Storage storage = openStorage()) {
            List<RrsetReader> readers = new ArrayList<>();
            assertThatThrownBy(() -> {
                while (true) {
                    readers.add(storage.records().reader());
                }
            }).isInstanceOf(StorageUnavailable.class);
            assertThat(readers).hasSize(192);
            readers.getFirst().close();
            readers.getFirst().close();
            storage.records().reader().close();
            storage.records().commit(batch(add(SLOT, "a")));
            assertThat(readers.getLast().read(NameKey.of(SLOT), NOON.getEpochSecond(), (v, r) -> { })).isEqualTo(Found.VALUES);
        }
    }

    @Test
    void very_many_threads_read_at_once_with_the_slots_there_are() throws Exception {
        try (Storage storage = openStorage(); ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            storage.records().commit(batch(add(SLOT, "a")));
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 10 * ReadSlots.COUNT; i++) {
                running.add(callers.submit(() -> storage.records().liveAt(SLOT, NOON).size()));
            }
            for (Future<Integer> each : running) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
    }

    private LmdbEnvironment open() {
        openStorage().close();
        return LmdbEnvironment.open(data.resolve("lmdb").toAbsolutePath(), settings(), 1L << 30);
    }

    private Storage openStorage() {
        return new LmdbStorage().open(settings());
    }

    private StorageSettings settings() {
        return new StorageSettings(data, Map.of(), new SecretWrap.Plain(), new ManualTime(NOON), new SeededRandom(1),
                new CountingMeter());
    }
}

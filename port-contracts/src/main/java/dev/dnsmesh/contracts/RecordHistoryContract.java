package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.capped;
import static dev.dnsmesh.contracts.Records.delete;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.demanding;
import static dev.dnsmesh.contracts.Records.position;
import static dev.dnsmesh.contracts.Records.remembered;
import static dev.dnsmesh.contracts.Records.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.Prerequisite;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@link RecordStore} against a plain map over random histories, and under threads that race. */
public interface RecordHistoryContract extends StorageContract {
    int THREADS = 8;
    int ROUNDS = 25;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    default void a_random_history_leaves_what_a_plain_map_would_hold(long seed) {
        try (StorageHarness storage = newStorage()) {
            new RandomHistory(storage, seed).run(120);
        }
    }

    @Test
    default void one_value_added_by_many_is_one_row() {
        try (StorageHarness storage = newStorage()) {
            for (int round = 0; round < ROUNDS; round++) {
                String value = "v" + round;
                race(THREADS, i -> storage.records().commit(batch(add(SLOT, value))));
                assertThat(storage.records().count()).isEqualTo(round + 1);
            }
        }
    }

    @Test
    default void of_many_that_demand_a_free_name_one_gets_it() {
        try (StorageHarness storage = newStorage()) {
            for (int round = 0; round < ROUNDS; round++) {
                OwnerName name = new OwnerName("n" + round + ".example.org");
                List<Commit> outcomes = race(THREADS, i -> storage.records().commit(
                        demanding(new Prerequisite.NameNotInUse(name), add(name, "by " + i))));
                assertThat(outcomes).filteredOn(Commit.Done.class::isInstance).hasSize(1);
                assertThat(storage.records().liveAt(name, NOON)).hasSize(1);
            }
        }
    }

    @Test
    default void the_cap_holds_however_many_add_at_once() {
        try (StorageHarness storage = newStorage()) {
            for (int round = 0; round < ROUNDS; round++) {
                OwnerName name = new OwnerName("n" + round + ".example.org");
                List<Commit> outcomes = race(THREADS, i -> storage.records().commit(capped(3, add(name, "by " + i))));
                assertThat(outcomes).filteredOn(Commit.Done.class::isInstance).hasSize(3);
                assertThat(storage.records().liveAt(name, NOON)).hasSize(3);
            }
        }
    }

    @Test
    default void of_many_copies_of_one_signed_batch_one_applies() {
        try (StorageHarness storage = newStorage()) {
            for (int round = 0; round < ROUNDS; round++) {
                var entry = replay(round, NOON.plusSeconds(300));
                List<Commit> outcomes = race(THREADS,
                        i -> storage.records().commit(remembered(entry, Caps.NONE, add(SLOT, "by " + i))));
                assertThat(outcomes).filteredOn(Commit.Done.class::isInstance).hasSize(1);
                assertThat(outcomes).filteredOn(Commit.Replayed.class::isInstance).hasSize(THREADS - 1);
            }
        }
    }

    @Test
    default void nothing_is_written_with_a_key_after_its_revocation_returned() {
        try (StorageHarness storage = newStorage()) {
            for (int round = 0; round < ROUNDS; round++) {
                TsigKey key = Keys.minted(storage.storage(), "alice", 1);
                OwnerName name = new OwnerName("n" + round + ".example.org");
                AtomicBoolean revoked = new AtomicBoolean();
                List<Boolean> late = race(THREADS, i -> {
                    if (i == 0) {
                        Keys.revoke(storage.storage(), key);
                        revoked.set(true);
                        return false;
                    }
                    boolean afterwards = revoked.get();
                    Commit commit = storage.records().commit(new UpdateBatch(List.of(), List.of(add(name, "by " + i)),
                            Caps.NONE, Optional.of(key), Optional.empty(), List.of(), NOON));
                    return afterwards && commit instanceof Commit.Done;
                });
                assertThat(late).doesNotContain(true);
                assertThat(storage.records().commit(new UpdateBatch(List.of(), List.of(add(name, "late")), Caps.NONE,
                        Optional.of(key), Optional.empty(), List.of(), NOON))).isEqualTo(new Commit.KeyGone());
            }
        }
    }

    @Test
    default void a_batch_is_seen_as_a_whole() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            records.commit(generation(0));
            AtomicBoolean done = new AtomicBoolean();
            List<Integer> broken = race(4, i -> {
                if (i == 0) {
                    IntStream.rangeClosed(1, 300).forEach(n -> records.commit(generation(n)));
                    done.set(true);
                    return 0;
                }
                int torn = 0;
                while (!done.get()) {
                    Set<String> seen = records.page(Optional.empty(), 10, NOON).stream().map(Records::text)
                            .collect(Collectors.toSet());
                    torn += seen.size() == 1 ? 0 : 1;
                }
                return torn;
            });
            assertThat(broken).containsOnly(0);
        }
    }

    private static UpdateBatch generation(int number) {
        return batch(deleteAll(SLOT), deleteAll(OTHER), add(SLOT, "g" + number), add(OTHER, "g" + number));
    }

    @Test
    default void who_pages_while_others_write_misses_no_row() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            Random clock = new Random(7);
            AtomicInteger writing = new AtomicInteger(THREADS);
            List<List<StoredRecord>> seen = race(THREADS + 1, i -> {
                if (i == THREADS) {
                    return follow(records, writing);
                }
                for (int n = 0; n < 60; n++) {
                    records.commit(batch(add(new OwnerName("w" + i + ".example.org"), "v" + n), add(SLOT, i + "." + n)));
                    synchronized (clock) {
                        storage.time().set(NOON.plusMillis(clock.nextLong(-45_000, 15_000)));
                    }
                }
                writing.decrementAndGet();
                return List.of();
            });
            List<StoredRecord> followed = seen.getLast();
            assertThat(followed).isSortedAccordingTo(StoredRecord.BY_STAMP);
            assertThat(new HashSet<>(followed)).hasSize(followed.size()).hasSize(THREADS * 60 * 2);
        }
    }

    private static List<StoredRecord> follow(RecordStore records, AtomicInteger writing) {
        List<StoredRecord> followed = new ArrayList<>();
        Optional<RecordStore.Position> cursor = Optional.empty();
        boolean last = false;
        while (true) {
            List<StoredRecord> page = records.page(cursor, 7, NOON);
            followed.addAll(page);
            if (!page.isEmpty()) {
                cursor = Optional.of(position(page.getLast()));
            } else if (last) {
                return followed;
            }
            last = writing.get() == 0;
        }
    }

    private static <T> List<T> race(int runners, Runner<T> runner) {
        return Race.run(IntStream.range(0, runners).mapToObj(i -> (Callable<T>) () -> runner.run(i)).toList());
    }

    /** One of several threads. */
    @FunctionalInterface
    interface Runner<T> {
        T run(int index);
    }

    /** Random work on a store and on the map it must agree with. */
    final class RandomHistory {
        private static final List<OwnerName> OWNERS = List.of(new OwnerName("a.org"), new OwnerName("b.a.org"),
                new OwnerName("c.b.a.org"), new OwnerName("ba.org"), new OwnerName("claim-1.mb-0123456789ab.a.org"));
        private static final int CAP = 4;

        private final StorageHarness storage;
        private final Random random;
        private final String message;
        private final RecordModel model = new RecordModel();
        private Instant now = NOON;

        RandomHistory(StorageHarness storage, long seed) {
            this.storage = storage;
            random = new Random(seed);
            message = "seed " + seed + ", step ";
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> now = now.plusSeconds(random.nextInt(20));
                    case 1 -> assertThat(storage.records().sweep(now, 1000)).as(message + step).isEqualTo(model.sweep(now));
                    case 2 -> restart();
                    default -> commit(message + step);
                }
                compare(message + step);
            }
        }

        private void restart() {
            if (random.nextInt(4) == 0) {
                storage.reopenIfDurable();
            }
        }

        private void commit(String step) {
            List<Change> changes = IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> change()).toList();
            Commit outcome = storage.records().commit(new UpdateBatch(List.of(), changes,
                    new Caps(CAP, Caps.LARGEST_MESSAGE, 0), Optional.empty(), Optional.empty(), List.of(), now));
            assertThat(outcome instanceof Commit.Done).as(step + ": " + outcome).isEqualTo(model.commit(changes, CAP, now));
        }

        private Change change() {
            OwnerName owner = OWNERS.get(random.nextInt(OWNERS.size()));
            String value = "v" + random.nextInt(7);
            return switch (random.nextInt(6)) {
                case 0 -> delete(owner, value);
                case 1 -> random.nextInt(3) == 0 ? deleteAll(owner) : delete(owner, value);
                default -> add(owner, value, 1 + random.nextInt(30));
            };
        }

        private void compare(String step) {
            RecordStore records = storage.records();
            int live = 0;
            for (OwnerName owner : OWNERS) {
                Map<TxtValue, Long> held = new LinkedHashMap<>();
                records.liveAt(owner, now).forEach(row -> held.put(row.value(), row.expiresAt().getEpochSecond()));
                assertThat(held).as(step + " " + owner).isEqualTo(model.live(owner, now));
                live += held.size();
            }
            assertThat(records.count()).as(step).isEqualTo(model.size());
            assertThat(Records.pages(records, 3, now)).as(step).hasSize(live).isSortedAccordingTo(StoredRecord.BY_STAMP);
            assertThat(records.within(Optional.of(OWNERS.get(1)), Optional.empty(), 100, now)).as(step)
                    .hasSize(model.live(OWNERS.get(1), now).size() + model.live(OWNERS.get(2), now).size());
        }
    }
}

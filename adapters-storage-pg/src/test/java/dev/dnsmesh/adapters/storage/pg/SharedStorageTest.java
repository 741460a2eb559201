package dev.dnsmesh.adapters.storage.pg;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.position;
import static dev.dnsmesh.contracts.Records.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.RrsetReader.Found;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.update.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class SharedStorageTest {
    private static final long NOW = NOON.getEpochSecond();
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private PostgresHarness harness;
    private Storage a;
    private Storage b;

    @BeforeEach
    void open() {
        harness = new PostgresHarness(Optional.empty());
        a = harness.storage();
        b = harness.oneMoreNode();
    }

    @AfterEach
    void close() {
        b.close();
        harness.close();
    }

    @Test
    void what_one_node_writes_another_that_had_it_cached_answers_within_a_second() {
        try (RrsetReader atB = b.records().reader()) {
            OwnerName below = new OwnerName("x.y.example.org");
            OwnerName above = new OwnerName("y.example.org");
            assertThat(found(atB, below)).isEqualTo(Found.NOTHING);
            assertThat(found(atB, above)).isEqualTo(Found.NOTHING);
            a.records().commit(batch(add(below, "v")));
            assertThat(Eventually.within(A_SECOND, () -> found(atB, below) == Found.VALUES && found(atB, above) == Found.ONLY_BELOW)).isTrue();
            a.records().commit(batch(deleteAll(below)));
            assertThat(Eventually.within(A_SECOND, () -> found(atB, below) == Found.NOTHING && found(atB, above) == Found.NOTHING)).isTrue();
        }
    }

    @Test
    void what_is_cached_is_answered_without_the_database() {
        try (RrsetReader atB = b.records().reader()) {
            a.records().commit(batch(add(SLOT, "v")));
            // a notification may still be on its way when it is first read
            assertThat(Eventually.within(A_SECOND, () -> found(atB, SLOT) == tried(atB, SLOT))).isTrue();
            assertThat(Eventually.within(A_SECOND, () -> found(atB, OTHER) == tried(atB, OTHER))).isTrue();
            assertThat(atB.tryRead(NameKey.of(SLOT), NOW + 60, (value, life) -> { })).as("expired").isEqualTo(Found.BUSY);
        }
    }

    @Test
    void an_answer_remembered_by_one_node_is_remembered_by_the_other() {
        var entry = replay(1, NOON.plusSeconds(300));
        a.records().remember(entry, Rcode.NXRRSET);
        assertThat(b.records().replayed(entry.id(), NOON)).contains(Rcode.NXRRSET);
        assertThat(b.records().commit(Records.remembered(entry, dev.dnsmesh.domain.update.Caps.NONE, add(SLOT, "v"))))
                .isEqualTo(new Commit.Replayed(Rcode.NXRRSET));
    }

    @Test
    void a_challenge_of_one_node_is_spent_for_both() {
        assertThat(b.challenges().orElseThrow().secret()).isEqualTo(a.challenges().orElseThrow().secret());
    }

    @Test
    void while_a_transaction_is_held_open_nobody_gets_a_stamp_past_it() throws Exception {
        a.records().commit(batch(add(SLOT, "before")));
        StoredRecord before = a.records().page(Optional.empty(), 10, NOON).getLast();
        try (Connection held = harness.schema().connect(); Statement statement = held.createStatement();
             ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // what a writing node does up to its commit, and then it stalls
            held.setAutoCommit(false);
            statement.execute("SELECT last_stamp FROM node_state WHERE id = 1 FOR UPDATE");
            statement.execute("INSERT INTO records SELECT name, sha256('late'), owner, 'late', ttl, expires_at, stored_ts + 1, published FROM records");
            statement.execute("UPDATE node_state SET last_stamp = last_stamp + 1, records = records + 1 WHERE id = 1");
            Future<Commit> later = threads.submit(() -> b.records().commit(batch(add(OTHER, "after"))));
            assertThat(Eventually.within(Duration.ofMinutes(1), () -> waiters(harness.schema()) > 0)).as("the other node waits").isTrue();
            assertThat(b.records().page(Optional.of(position(before)), 10, NOON)).as("nothing is shown that could be followed by less").isEmpty();
            held.commit();
            Stamp stamp = ((Commit.Done) later.get()).storedAt();
            assertThat(b.records().page(Optional.of(position(before)), 10, NOON)).extracting(Records::text).containsExactly("late", "after");
            assertThat(stamp.millis()).isGreaterThan(before.storedAt().millis() + 1);
        }
    }

    @Test
    void what_waits_together_is_committed_in_one_transaction() throws Exception {
        int waiting = 200;
        try (Connection held = harness.schema().connect(); Statement statement = held.createStatement();
             ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            held.setAutoCommit(false);
            statement.execute("SELECT last_stamp FROM node_state WHERE id = 1 FOR UPDATE");
            CountDownLatch asking = new CountDownLatch(waiting);
            List<Future<Commit>> commits = new ArrayList<>();
            for (int i = 0; i < waiting; i++) {
                String value = "v" + i;
                commits.add(threads.submit(() -> {
                    asking.countDown();
                    return a.records().commit(batch(add(SLOT, value)));
                }));
            }
            asking.await();
            assertThat(Eventually.within(Duration.ofMinutes(1), () -> waiters(harness.schema()) > 0)).isTrue();
            held.commit();
            Set<Stamp> stamps = new HashSet<>();
            for (Future<Commit> commit : commits) {
                stamps.add(((Commit.Done) commit.get()).storedAt());
            }
            // the one that was taken before the others came, the others, and who came late
            assertThat(number(harness.schema(), "SELECT count(DISTINCT xmin::text) FROM records")).isEqualTo(stamps.size()).isLessThan(waiting / 10);
            assertThat(a.records().count()).isEqualTo(waiting);
        }
    }

    @Test
    void what_comes_while_another_node_writes_is_committed_with_what_waited_before_it() throws Exception {
        try (Connection held = harness.schema().connect(); Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("SELECT last_stamp FROM node_state WHERE id = 1 FOR UPDATE");
            Thread first = Thread.ofPlatform().start(() -> a.records().commit(batch(add(SLOT, "first"))));
            assertThat(Eventually.within(Duration.ofMinutes(1), () -> waiters(harness.schema()) > 0)).as("the node waits").isTrue();
            Thread second = Thread.ofPlatform().start(() -> a.records().commit(batch(add(SLOT, "second"))));
            assertThat(Eventually.within(Duration.ofMinutes(1), () -> second.getState() == Thread.State.TIMED_WAITING)).as("so does its caller").isTrue();
            held.commit();
            first.join();
            second.join();
            assertThat(a.records().liveAt(SLOT, NOON)).extracting(StoredRecord::storedAt).hasSize(2).containsOnly(a.records().lastStamp());
        }
    }

    private static int waiters(TestServer.Schema schema) {
        return number(schema, "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + schema.name() + "' AND wait_event_type = 'Lock'");
    }

    private static int number(TestServer.Schema schema, String sql) {
        try (Connection connection = schema.connect(); Statement statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_cursor_that_follows_two_writing_nodes_misses_no_row() throws Exception {
        int each = 150;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (Storage node : List.of(a, b)) {
                for (int w = 0; w < 2; w++) {
                    OwnerName name = new OwnerName("w" + writers.size() + ".example.org");
                    writers.add(threads.submit(() -> {
                        for (int n = 0; n < each; n++) {
                            node.records().commit(batch(add(name, "v" + n)));
                        }
                    }));
                }
            }
            CompletableFuture<Void> all = CompletableFuture.runAsync(() -> writers.forEach(SharedStorageTest::await), threads);
            List<StoredRecord> followed = follow(b.records(), all);
            assertThat(followed).doesNotHaveDuplicates().hasSize(4 * each).isSortedAccordingTo(StoredRecord.BY_STAMP);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<StoredRecord> follow(RecordStore records, CompletableFuture<Void> all) {
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
            last = all.isDone();
        }
    }

    private static Found tried(RrsetReader reader, OwnerName name) {
        return reader.tryRead(NameKey.of(name), NOW, (value, life) -> { });
    }

    private static Found found(RrsetReader reader, OwnerName name) {
        return reader.read(NameKey.of(name), NOW, (value, life) -> { });
    }
}

package dev.dnsmesh.application.usecase.update;

import static dev.dnsmesh.application.usecase.update.UpdateMessage.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.in.ApplyUpdate.Authority;
import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** dns.md 10.6. */
final class ReplayUpdateTest {
    private static final String A = "a.mesh.example";
    private static final Outcome REMEMBERED_DONE = new Outcome.Remembered(Rcode.NOERROR);

    private final UpdateScene scene = new UpdateScene();

    @Test
    void a_retransmission_gets_the_first_answer_and_changes_nothing() {
        UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "1");
        scene.assertApplied(message);
        scene.time.advance(Duration.ofSeconds(5));
        scene.assertApplied(UpdateMessage.by(scene.signed()).deleteRrset(A));
        assertThat(scene.apply(message)).isEqualTo(REMEMBERED_DONE);
        assertThat(scene.content()).isEmpty();
    }

    @Test
    void it_gets_the_same_refusal_even_where_it_would_now_succeed() {
        UpdateMessage message = UpdateMessage.by(scene.signed()).require(A, ANY, RrType.TXT).add(A, "2");
        scene.assertRefused(message, Rcode.NXRRSET, "prerequisite");
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(A, "1"));
        assertThat(scene.apply(message)).isEqualTo(new Outcome.Remembered(Rcode.NXRRSET));
        assertThat(scene.valuesAt(A)).containsExactly("1");
    }

    @Test
    void what_was_applied_is_remembered_across_a_restart() {
        UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "1");
        scene.assertApplied(message);
        scene.restarted();
        assertThat(scene.apply(message)).isEqualTo(REMEMBERED_DONE);
    }

    @Test
    void a_pure_test_is_remembered_without_a_write() {
        UpdateMessage message = UpdateMessage.by(scene.signed()).require(A, UpdateMessage.NONE, RrType.TXT);
        var before = scene.records.lastStamp();
        scene.assertApplied(message);
        assertThat(scene.records.lastStamp()).isEqualTo(before);
        assertThat(scene.apply(message)).isEqualTo(REMEMBERED_DONE);
    }

    @Test
    void a_replay_costs_none_of_the_keys_limits() {
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), 64, s.claims(),
                new UpdateSettings.Keys(new Rate(0.1, 2), 0), 1000);
        UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "1");
        scene.assertApplied(message);
        for (int i = 0; i < 5; i++) {
            assertThat(scene.apply(message)).isEqualTo(REMEMBERED_DONE);
        }
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(A, "2"));
    }

    @Test
    void servfail_is_never_remembered() {
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), 64, s.claims(),
                new UpdateSettings.Keys(new Rate(1, 1), 0), 1000);
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(A, "1"));
        UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "2");
        scene.assertRefused(message, Rcode.SERVFAIL, "key-rate");
        scene.time.advance(Duration.ofSeconds(1));
        scene.assertApplied(message);
    }

    @Test
    void an_outage_is_not_remembered_either() {
        int[] failures = {1};
        scene.records = committing(scene.records, commit -> {
            if (failures[0]-- > 0) {
                throw new StorageUnavailable("no");
            }
            return commit;
        });
        UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "1");
        assertThat(scene.apply(message)).isEqualTo(new Outcome.Denied(Rcode.SERVFAIL, "storage"));
        scene.storage.records().sweep(scene.time.now(), 10);
        assertThat(scene.rcode(message)).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void damage_is_not_hidden_and_leaves_nothing_in_progress() {
        int[] failures = {1};
        scene.records = committing(scene.records, commit -> {
            if (failures[0]-- > 0) {
                throw new StorageCorrupt("damaged");
            }
            return commit;
        });
        UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "1");
        assertThatThrownBy(() -> scene.apply(message)).isInstanceOf(StorageCorrupt.class);
        assertThat(scene.rcode(message)).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void when_no_more_can_be_remembered_new_updates_fail_and_known_ones_are_still_known() {
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), 64, s.claims(), s.keys(), 2);
        UpdateMessage applied = UpdateMessage.by(scene.signed()).add(A, "1");
        UpdateMessage refused = UpdateMessage.by(scene.signed()).add("a.test", "1");
        scene.assertApplied(applied);
        scene.assertRefused(refused, Rcode.NOTZONE, "owner-outside-zone");
        scene.assertRefused(UpdateMessage.by(scene.signed()).add(A, "2"), Rcode.SERVFAIL, "replay-entries");
        assertThat(scene.apply(applied)).isEqualTo(REMEMBERED_DONE);
        assertThat(scene.apply(refused)).isEqualTo(new Outcome.Remembered(Rcode.NOTZONE));
    }

    @Test
    void an_applied_update_takes_one_entry() {
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), 64, s.claims(), s.keys(), 2);
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(A, "1"));
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(A, "2"));
        scene.assertRefused(UpdateMessage.by(scene.signed()).add(A, "3"), Rcode.SERVFAIL, "replay-entries");
    }

    @Test
    void entries_end_with_the_window_in_which_the_signature_is_good() {
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), 64, s.claims(), s.keys(), 1);
        scene.assertRefused(UpdateMessage.by(scene.signed()).add("a.test", "1"), Rcode.NOTZONE, "owner-outside-zone");
        scene.assertRefused(UpdateMessage.by(scene.signed()).add(A, "2"), Rcode.SERVFAIL, "replay-entries");
        scene.time.advance(Duration.ofSeconds(361));
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(A, "2"));
    }

    @Test
    void a_copy_of_an_update_in_progress_is_dropped_over_udp_and_waits_over_tcp() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        scene.records = committing(scene.records, commit -> {
            reached.countDown();
            await(released);
            return commit;
        });
        Authority.Signed authority = scene.signed();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = threads.submit(() -> scene.apply(UpdateMessage.by(authority).add(A, "1")));
            await(reached);
            assertThat(scene.apply(UpdateMessage.by(authority).add(A, "1"))).isEqualTo(new Outcome.InProgress());
            Future<Outcome> stream = threads.submit(() -> scene.apply(UpdateMessage.by(authority).add(A, "1").overTcp()));
            released.countDown();
            assertThat(first.get()).isEqualTo(new Outcome.Applied());
            assertThat(stream.get()).isEqualTo(REMEMBERED_DONE);
        }
        assertThat(scene.valuesAt(A)).containsExactly("1");
    }

    @Test
    void a_waiting_copy_tries_itself_when_the_first_one_failed() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        scene.records = committing(scene.records, commit -> {
            if (reached.getCount() > 0) {
                reached.countDown();
                await(released);
                return new Commit.ReplayStoreFull();
            }
            return commit;
        });
        // The inner store has the entry of the first copy by now, as after an outage behind the commit.
        Authority.Signed authority = scene.signed();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = threads.submit(() -> scene.apply(UpdateMessage.by(authority).add(A, "1")));
            await(reached);
            Future<Outcome> stream = threads.submit(() -> scene.apply(UpdateMessage.by(authority).add(A, "1").overTcp()));
            released.countDown();
            assertThat(first.get()).isEqualTo(new Outcome.Denied(Rcode.SERVFAIL, "replay-entries"));
            assertThat(stream.get()).isEqualTo(REMEMBERED_DONE);
        }
    }

    @Test
    void of_many_copies_at_once_one_is_applied() throws Exception {
        for (int round = 0; round < 50; round++) {
            UpdateMessage message = UpdateMessage.by(scene.signed()).add(A, "round " + round).overTcp();
            List<StoredRecord> before = scene.rows();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Outcome>> copies = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    copies.add(threads.submit(() -> {
                        await(start);
                        return scene.apply(message);
                    }));
                }
                start.countDown();
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> copy : copies) {
                outcomes.add(copy.get());
            }
            assertThat(outcomes).containsOnlyOnce(new Outcome.Applied());
            assertThat(outcomes).filteredOn(REMEMBERED_DONE::equals).hasSize(7);
            assertThat(scene.rows()).hasSize(before.size() + 1);
        }
    }

    /** The same store, with something done to the outcome of each commit. */
    private static RecordStore committing(RecordStore store, UnaryOperator<Commit> then) {
        return (RecordStore) Proxy.newProxyInstance(RecordStore.class.getClassLoader(), new Class<?>[] {RecordStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        return then.apply(store.commit((UpdateBatch) arguments[0]));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            throw new AssertionError(stopping);
        }
    }
}

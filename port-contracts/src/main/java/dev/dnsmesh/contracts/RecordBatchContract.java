package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.capped;
import static dev.dnsmesh.contracts.Records.claim;
import static dev.dnsmesh.contracts.Records.delete;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.demanding;
import static dev.dnsmesh.contracts.Records.remembered;
import static dev.dnsmesh.contracts.Records.replay;
import static dev.dnsmesh.contracts.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.Prerequisite;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.UpdateBatch;
import dev.dnsmesh.domain.update.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link RecordStore#commit}: a batch applies as a whole or not at all, and its conditions are part of it. */
public interface RecordBatchContract extends StorageContract {
    @Test
    default void changes_apply_in_their_order() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a"), deleteAll(SLOT), add(SLOT, "b"), delete(SLOT, "c"), add(SLOT, "c")));
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactlyInAnyOrder("b", "c");
        }
    }

    @Test
    default void nothing_of_a_refused_batch_is_left() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            records.commit(batch(add(SLOT, "a"), add(SLOT, "b")));
            long last = records.lastStamp().millis();
            assertThat(records.commit(capped(2, add(OTHER, "x"), delete(SLOT, "a"), add(SLOT, "c"), add(SLOT, "d"))))
                    .isEqualTo(new Commit.Full(SLOT));
            assertThat(texts(records, SLOT, NOON)).containsExactlyInAnyOrder("a", "b");
            assertThat(records.liveAt(OTHER, NOON)).isEmpty();
            assertThat(records.lastStamp().millis()).isEqualTo(last);
            assertThat(records.count()).isEqualTo(2);
        }
    }

    @Test
    default void the_cap_is_that_of_the_result() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            assertThat(records.commit(capped(2, add(SLOT, "a"), add(SLOT, "b")))).isInstanceOf(Commit.Done.class);
            assertThat(records.commit(capped(2, add(SLOT, "b")))).isInstanceOf(Commit.Done.class);
            assertThat(records.commit(capped(2, add(SLOT, "c")))).isEqualTo(new Commit.Full(SLOT));
            assertThat(records.commit(capped(2, add(SLOT, "c"), delete(SLOT, "a")))).isInstanceOf(Commit.Done.class);
            assertThat(texts(records, SLOT, NOON)).containsExactlyInAnyOrder("b", "c");
        }
    }

    @Test
    default void a_claim_displaces_the_oldest_value() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            records.commit(capped(2, claim(SLOT, "a")));
            records.commit(capped(2, claim(SLOT, "b")));
            assertThat(records.commit(capped(2, claim(SLOT, "c")))).extracting("removed").isEqualTo(1);
            assertThat(texts(records, SLOT, NOON)).containsExactly("b", "c");
            assertThat(records.count()).isEqualTo(2);
        }
    }

    @Test
    default void an_rrset_that_no_answer_could_carry_is_refused() {
        try (StorageHarness storage = newStorage()) {
            Change[] values = IntStream.range(0, 32).mapToObj(i -> add(SLOT, i + "x".repeat(2046))).toArray(Change[]::new);
            assertThat(storage.records().commit(capped(0, values))).isEqualTo(new Commit.AnswerTooLarge(SLOT));
            assertThat(storage.records().count()).isZero();
        }
    }

    @Test
    default void every_prerequisite_is_judged_by_live_values() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a")));
            storage.records().commit(Records.batchAt(NOON.minusSeconds(60), add(OTHER, "expired", 60)));
            assertThat(judged(storage, new Prerequisite.NameInUse(SLOT))).isEqualTo(Rcode.NOERROR);
            assertThat(judged(storage, new Prerequisite.NameInUse(OTHER))).isEqualTo(Rcode.NXDOMAIN);
            assertThat(judged(storage, new Prerequisite.NameNotInUse(SLOT))).isEqualTo(Rcode.YXDOMAIN);
            assertThat(judged(storage, new Prerequisite.RrsetExists(OTHER))).isEqualTo(Rcode.NXRRSET);
            assertThat(judged(storage, new Prerequisite.RrsetAbsent(SLOT))).isEqualTo(Rcode.YXRRSET);
            assertThat(judged(storage, new Prerequisite.RrsetAbsent(OTHER))).isEqualTo(Rcode.NOERROR);
            assertThat(judged(storage, new Prerequisite.RrsetEquals(SLOT, Set.of(TxtValue.of("a"))))).isEqualTo(Rcode.NOERROR);
            assertThat(judged(storage, new Prerequisite.RrsetEquals(SLOT, Set.of(TxtValue.of("a"), TxtValue.of("b")))))
                    .isEqualTo(Rcode.NXRRSET);
        }
    }

    private static Rcode judged(StorageHarness storage, Prerequisite prerequisite) {
        long before = storage.records().count();
        Commit commit = storage.records().commit(demanding(prerequisite,
                add(OTHER, "x"), delete(OTHER, "x")));
        assertThat(storage.records().count()).isEqualTo(before);
        return commit instanceof Commit.Unmet(Rcode rcode) ? rcode : Rcode.NOERROR;
    }

    @Test
    default void an_empty_non_terminal_is_not_a_name_in_use() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a")));
            OwnerName parent = new OwnerName("mb-0123456789ab.example.org");
            assertThat(judged(storage, new Prerequisite.NameInUse(parent))).isEqualTo(Rcode.NXDOMAIN);
        }
    }

    @Test
    default void a_signed_batch_applies_once_while_it_is_remembered() {
        try (StorageHarness storage = newStorage()) {
            ReplayEntry entry = replay(1, NOON.plusSeconds(301));
            assertThat(storage.records().replayed(entry.id(), NOON)).isEmpty();
            storage.records().commit(remembered(entry, Caps.NONE, add(SLOT, "a")));
            storage.reopenIfDurable();
            assertThat(storage.records().replayed(entry.id(), NOON)).contains(Rcode.NOERROR);
            assertThat(storage.records().commit(remembered(entry, Caps.NONE, deleteAll(SLOT))))
                    .isEqualTo(new Commit.Replayed(Rcode.NOERROR));
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("a");
        }
    }

    @Test
    default void a_batch_that_changes_nothing_is_remembered_too() {
        try (StorageHarness storage = newStorage()) {
            ReplayEntry entry = replay(1, NOON.plusSeconds(301));
            storage.records().commit(remembered(entry, Caps.NONE, deleteAll(SLOT)));
            assertThat(storage.records().replayed(entry.id(), NOON)).contains(Rcode.NOERROR);
        }
    }

    @Test
    default void a_refused_batch_is_not_remembered() {
        try (StorageHarness storage = newStorage()) {
            ReplayEntry entry = replay(1, NOON.plusSeconds(301));
            storage.records().commit(remembered(entry, new Caps(1, 65_535, 10), add(SLOT, "a"), add(SLOT, "b")));
            assertThat(storage.records().replayed(entry.id(), NOON)).isEmpty();
        }
    }

    @Test
    default void what_is_kept_no_longer_is_forgotten_and_swept() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            Caps one = new Caps(0, 65_535, 1);
            ReplayEntry entry = replay(1, NOON.plusSeconds(5));
            records.commit(remembered(entry, one, add(SLOT, "a")));
            assertThat(records.replayed(entry.id(), NOON.plusSeconds(5))).isEmpty();
            assertThat(records.commit(remembered(replay(2, NOON.plusSeconds(9)), one, add(SLOT, "b"))))
                    .isEqualTo(new Commit.ReplayStoreFull());
            assertThat(records.sweep(NOON.plusSeconds(4), 10)).isZero();
            assertThat(records.sweep(NOON.plusSeconds(5), 10)).isEqualTo(1);
            assertThat(records.commit(remembered(replay(2, NOON.plusSeconds(9)), one, add(SLOT, "b"))))
                    .isInstanceOf(Commit.Done.class);
        }
    }

    @Test
    default void a_key_that_is_no_longer_what_was_verified_writes_nothing() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            TsigKey key = Keys.minted(storage.storage(), "alice", 1);
            assertThat(records.commit(signed(key, add(SLOT, "a")))).isInstanceOf(Commit.Done.class);
            TsigKey again = Keys.minted(storage.storage(), "alice", 1);
            assertThat(again.name()).isEqualTo(key.name());
            assertThat(records.commit(signed(key, add(SLOT, "b")))).isEqualTo(new Commit.KeyGone());
            assertThat(records.commit(signed(again, add(SLOT, "c")))).isInstanceOf(Commit.Done.class);
            Keys.revoke(storage.storage(), again);
            assertThat(records.commit(signed(again, add(SLOT, "d")))).isEqualTo(new Commit.KeyGone());
            assertThat(texts(records, SLOT, NOON)).containsExactlyInAnyOrder("a", "c");
        }
    }

    private static UpdateBatch signed(TsigKey key, Change... changes) {
        return new UpdateBatch(List.of(), List.of(changes), Caps.NONE, Optional.of(key), Optional.empty(), List.of(), NOON);
    }

    @Test
    default void watermarks_commit_with_their_rows() {
        try (StorageHarness storage = newStorage()) {
            Watermark mark = new Watermark("https://peer.example.org", Octets.utf8("state"));
            UpdateBatch refused = new UpdateBatch(List.of(new Prerequisite.NameInUse(SLOT)), List.of(add(SLOT, "a")),
                    Caps.NONE, Optional.empty(), Optional.empty(), List.of(mark), NOON);
            storage.records().commit(refused);
            assertThat(storage.storage().watermarks().find(mark.peer())).isEmpty();
            storage.records().commit(new UpdateBatch(List.of(), List.of(add(SLOT, "a")), Caps.NONE, Optional.empty(),
                    Optional.empty(), List.of(mark), NOON));
            storage.reopenIfDurable();
            assertThat(storage.storage().watermarks().find(mark.peer())).contains(mark);
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("a");
        }
    }
}

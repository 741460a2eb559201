package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.batchAt;
import static dev.dnsmesh.contracts.Records.delete;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@link RecordStore}: rows, their life and their limits. Brings along the contracts of batches, of order, and of histories
 * and races.
 */
public interface RecordStoreContract extends RecordBatchContract, RecordOrderContract, RecordHistoryContract {
    @Test
    default void a_new_store_holds_nothing() {
        try (StorageHarness storage = newStorage()) {
            assertThat(storage.records().count()).isZero();
            assertThat(storage.records().claims()).isZero();
            assertThat(storage.records().liveAt(SLOT, NOON)).isEmpty();
            assertThat(storage.records().instance().length()).isEqualTo(16);
        }
    }

    @Test
    default void a_value_is_there_as_it_was_added() {
        try (StorageHarness storage = newStorage()) {
            Commit.Done done = (Commit.Done) storage.records().commit(batch(add(SLOT, "a", 300)));
            StoredRecord row = storage.records().liveAt(SLOT, NOON).getFirst();
            assertThat(row).isEqualTo(new StoredRecord(SLOT, TxtValue.of("a"), new TimeToLive(300), NOON.plusSeconds(300),
                    done.storedAt(), done.storedAt().millis()));
        }
    }

    @Test
    default void another_value_stands_beside_the_first() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a")));
            storage.records().commit(batch(add(SLOT, "b")));
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("a", "b");
            assertThat(storage.records().count()).isEqualTo(2);
        }
    }

    @Test
    default void the_same_value_again_gets_the_new_ttl_even_a_shorter_one_and_a_new_place() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 300)));
            storage.records().commit(batch(add(SLOT, "b", 300)));
            storage.records().commit(batch(add(SLOT, "a", 10)));
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("b", "a");
            assertThat(texts(storage.records(), SLOT, NOON.plusSeconds(10))).containsExactly("b");
            assertThat(storage.records().count()).isEqualTo(2);
        }
    }

    @Test
    default void a_value_is_gone_at_the_instant_it_expires() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 60)));
            assertThat(texts(storage.records(), SLOT, NOON.plusSeconds(60).minusNanos(1))).containsExactly("a");
            assertThat(storage.records().liveAt(SLOT, NOON.plusSeconds(60))).isEmpty();
        }
    }

    @Test
    default void what_expired_is_swept_and_what_lives_is_not() {
        try (StorageHarness storage = newStorage()) {
            IntStream.range(0, 10).forEach(i -> storage.records().commit(batch(add(SLOT, "v" + i, 10 + i))));
            assertThat(storage.records().sweep(NOON, 100)).isZero();
            assertThat(storage.records().sweep(NOON.plusSeconds(14), 3)).isEqualTo(3);
            assertThat(storage.records().sweep(NOON.plusSeconds(14), 100)).isEqualTo(2);
            assertThat(storage.records().count()).isEqualTo(5);
            assertThat(texts(storage.records(), SLOT, NOON.plusSeconds(14))).containsExactly("v5", "v6", "v7", "v8", "v9");
        }
    }

    @Test
    default void a_sweep_of_very_many_rows_takes_all_of_them() {
        try (StorageHarness storage = newStorage()) {
            List<Change> changes = new ArrayList<>();
            IntStream.range(0, 2_500).forEach(i -> changes.add(add(new OwnerName("n" + i + ".example.org"), "v", 10)));
            changes.add(add(SLOT, "stays", 60));
            storage.records().commit(batch(changes.toArray(Change[]::new)));
            assertThat(storage.records().sweep(NOON.plusSeconds(10), 2_000)).isEqualTo(2_000);
            assertThat(storage.records().sweep(NOON.plusSeconds(10), 2_000)).isEqualTo(500);
            assertThat(storage.records().count()).isEqualTo(1);
        }
    }

    @Test
    default void an_expired_value_that_is_added_again_lives_again() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 10)));
            storage.records().commit(batchAt(NOON.plusSeconds(20), add(SLOT, "a", 10)));
            assertThat(storage.records().sweep(NOON.plusSeconds(20), 100)).isZero();
            assertThat(texts(storage.records(), SLOT, NOON.plusSeconds(20))).containsExactly("a");
            assertThat(storage.records().count()).isEqualTo(1);
        }
    }

    @Test
    default void one_value_or_all_of_a_name_can_be_deleted_and_the_number_is_told() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a"), add(SLOT, "b"), add(SLOT, "c"), add(OTHER, "a")));
            assertThat(storage.records().commit(batch(delete(SLOT, "a")))).extracting("removed").isEqualTo(1);
            assertThat(storage.records().commit(batch(delete(SLOT, "a")))).extracting("removed").isEqualTo(0);
            assertThat(storage.records().commit(batch(deleteAll(SLOT)))).extracting("removed").isEqualTo(2);
            assertThat(storage.records().liveAt(SLOT, NOON)).isEmpty();
            assertThat(texts(storage.records(), OTHER, NOON)).containsExactly("a");
        }
    }

    @Test
    default void a_name_that_begins_or_ends_like_another_is_another() {
        try (StorageHarness storage = newStorage()) {
            String[] names = {"a.org", "aa.org", "a-a.org", "a.a.org", "b.a.org", "a.orgs", "org", "x.b.a.org"};
            for (String name : names) {
                storage.records().commit(batch(add(new OwnerName(name), name)));
            }
            for (String name : names) {
                assertThat(texts(storage.records(), new OwnerName(name), NOON)).containsExactly(name);
            }
        }
    }

    @Test
    default void the_longest_names_and_labels_are_kept() {
        try (StorageHarness storage = newStorage()) {
            String label = "l".repeat(63);
            OwnerName longest = new OwnerName(label + "." + label + "." + label + "." + "l".repeat(61));
            OwnerName deepest = new OwnerName("a" + ".a".repeat(126));
            storage.records().commit(batch(add(longest, "a"), add(deepest, "b")));
            storage.reopenIfDurable();
            assertThat(texts(storage.records(), longest, NOON)).containsExactly("a");
            assertThat(texts(storage.records(), deepest, NOON)).containsExactly("b");
            assertThat(Records.pages(storage.records(), 1, NOON)).hasSize(2);
        }
    }

    @Test
    default void a_value_may_hold_any_octets_and_many_of_them() {
        try (StorageHarness storage = newStorage()) {
            for (int length : new int[] {0, 1, 255, 256, 1999, 2048, 4096, 65_000}) {
                byte[] octets = new byte[length];
                new Random(length).nextBytes(octets);
                TxtValue value = new TxtValue(Octets.of(octets));
                OwnerName owner = new OwnerName("v" + length + ".example.org");
                storage.records().commit(batch(new Change.Add(owner, value, new TimeToLive(60), Change.WhenFull.REFUSE)));
                assertThat(storage.records().liveAt(owner, NOON)).singleElement()
                        .extracting(StoredRecord::value).isEqualTo(value);
            }
        }
    }

    @Test
    default void a_name_holds_64_values_of_2048_octets() {
        try (StorageHarness storage = newStorage()) {
            List<String> values = IntStream.range(0, 64).mapToObj(i -> String.format("%02d", i) + "x".repeat(2046)).toList();
            storage.records().commit(batch(values.stream().map(v -> add(SLOT, v)).toArray(Change[]::new)));
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactlyInAnyOrderElementsOf(values);
        }
    }

    @Test
    default void the_longest_ttl_is_kept() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", TimeToLive.MAX_SECONDS)));
            assertThat(storage.records().liveAt(SLOT, NOON)).singleElement()
                    .extracting(StoredRecord::expiresAt).isEqualTo(NOON.plusSeconds(TimeToLive.MAX_SECONDS));
        }
    }

    @Test
    default void rows_at_the_names_of_claims_are_counted() {
        try (StorageHarness storage = newStorage()) {
            RecordStore records = storage.records();
            OwnerName first = new OwnerName("claim-0.mb-0123456789ab.example.org");
            OwnerName second = new OwnerName("claim-9.mb-ba9876543210.example.net");
            records.commit(batch(add(first, "a", 10), add(first, "b"), add(second, "a"), add(SLOT, "a")));
            records.commit(batch(add(first, "b")));
            assertThat(records.claims()).isEqualTo(3);
            records.commit(batch(delete(first, "b")));
            assertThat(records.claims()).isEqualTo(2);
            records.sweep(NOON.plusSeconds(10), 10);
            assertThat(records.claims()).isEqualTo(1);
            records.commit(batch(deleteAll(second)));
            assertThat(records.claims()).isZero();
        }
    }

    @Test
    default void acknowledged_batches_survive_a_kill_exactly_when_promised() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a"), add(OTHER, "b")));
            storage.records().commit(batch(delete(OTHER, "b")));
            Octets instance = storage.records().instance();
            long last = storage.records().lastStamp().millis();
            storage.killAndReopen();
            boolean kept = texts(storage.records(), SLOT, NOON).equals(List.of("a"))
                    && storage.records().liveAt(OTHER, NOON).isEmpty() && storage.records().count() == 1
                    && storage.records().lastStamp().millis() == last && storage.records().instance().equals(instance);
            assertThat(kept).isEqualTo(!storage.withholds().contains(Guarantee.DURABILITY));
        }
    }

    @Test
    default void a_closed_store_refuses_work_and_closes_twice() {
        StorageHarness storage = newStorage();
        RecordStore records = storage.records();
        records.commit(batch(add(SLOT, "a")));
        storage.close();
        storage.close();
        assertThatThrownBy(() -> records.liveAt(SLOT, NOON)).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> records.commit(batch(add(SLOT, "b")))).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> records.sweep(NOON, 1)).isInstanceOf(StorageUnavailable.class);
    }
}

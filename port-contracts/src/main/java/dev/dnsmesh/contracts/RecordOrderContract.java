package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.pages;
import static dev.dnsmesh.contracts.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RecordStore.Position;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stamps, pages and walks of a {@link RecordStore} (cluster.md 2, 3 and 13.2). */
public interface RecordOrderContract extends StorageContract {
    @Test
    default void a_stamp_is_the_wall_clock_unless_that_stands_or_goes_back() {
        try (StorageHarness storage = newStorage()) {
            assertThat(storage.records().lastStamp()).isEqualTo(Stamp.NONE);
            assertThat(stampOf(storage, "a")).isEqualTo(NOON.toEpochMilli());
            assertThat(stampOf(storage, "b")).isEqualTo(NOON.toEpochMilli() + 1);
            storage.time().set(NOON.minusSeconds(30));
            assertThat(stampOf(storage, "c")).isEqualTo(NOON.toEpochMilli() + 2);
            storage.reopenIfDurable();
            storage.time().set(NOON.plusSeconds(5));
            assertThat(stampOf(storage, "d")).isEqualTo(NOON.plusSeconds(5).toEpochMilli());
            assertThat(storage.records().lastStamp().millis()).isEqualTo(NOON.plusSeconds(5).toEpochMilli());
        }
    }

    private static long stampOf(StorageHarness storage, String value) {
        return ((Commit.Done) storage.records().commit(batch(add(SLOT, value)))).storedAt().millis();
    }

    @Test
    default void a_batch_with_nothing_to_write_takes_no_stamp() {
        try (StorageHarness storage = newStorage()) {
            long last = stampOf(storage, "a");
            storage.records().commit(batch(deleteAll(OTHER)));
            assertThat(storage.records().lastStamp().millis()).isEqualTo(last);
        }
    }

    @Test
    default void stamps_far_ahead_of_the_clock_are_taken_back_for_every_row_at_once() {
        try (StorageHarness storage = newStorage()) {
            storage.time().set(NOON.plus(Duration.ofDays(3)));
            storage.records().commit(batch(add(SLOT, "a", 1000), add(OTHER, "a", 1000)));
            storage.records().commit(batch(add(SLOT, "b", 1000)));
            Octets before = storage.records().instance();
            storage.time().set(NOON);
            long stamp = stampOf(storage, "c");
            long rebased = NOON.toEpochMilli() + 62_000;
            assertThat(stamp).isEqualTo(rebased + 1);
            storage.reopenIfDurable();
            assertThat(storage.records().instance()).isNotEqualTo(before);
            assertThat(storage.records().lastStamp().millis()).isEqualTo(stamp);
            List<StoredRecord> rows = pages(storage.records(), 1, NOON);
            assertThat(rows).extracting(Records::text).containsExactlyInAnyOrder("a", "a", "b", "c");
            assertThat(rows).extracting(r -> r.storedAt().millis()).containsExactly(rebased, rebased, rebased, stamp);
            assertThat(rows).allMatch(row -> row.published() <= row.storedAt().millis());
            storage.records().commit(batch(deleteAll(SLOT)));
            assertThat(pages(storage.records(), 10, NOON)).extracting(StoredRecord::owner).containsExactly(OTHER);
        }
    }

    @Test
    default void a_lead_that_load_may_cause_changes_nothing() {
        try (StorageHarness storage = newStorage()) {
            long first = stampOf(storage, "a");
            Octets instance = storage.records().instance();
            storage.time().set(NOON.minusMillis(64_999));
            assertThat(stampOf(storage, "b")).isEqualTo(first + 1);
            assertThat(storage.records().instance()).isEqualTo(instance);
        }
    }

    @Test
    default void pages_follow_stamp_then_name_then_value_hash() {
        try (StorageHarness storage = newStorage()) {
            String[] names = {"b.org", "a.org", "a-b.org", "a.a.org", "org", "z.a.org", "_a.org", "aa.org", "a.b.org"};
            for (int round = 0; round < 3; round++) {
                List<Change> changes = new ArrayList<>();
                for (String name : names) {
                    changes.add(add(new OwnerName(name), "x" + round));
                    changes.add(add(new OwnerName(name), "y" + round));
                }
                storage.records().commit(batch(changes.toArray(Change[]::new)));
            }
            List<StoredRecord> whole = storage.records().page(Optional.empty(), 1000, NOON);
            assertThat(whole).hasSize(54).isSortedAccordingTo(StoredRecord.BY_STAMP);
            for (int limit : new int[] {1, 7, 53, 54, 55}) {
                assertThat(pages(storage.records(), limit, NOON)).isEqualTo(whole);
            }
        }
    }

    @Test
    default void a_position_need_not_be_that_of_a_row() {
        try (StorageHarness storage = newStorage()) {
            OwnerName a = new OwnerName("a.org");
            OwnerName longer = new OwnerName("a.orgs");
            storage.records().commit(batch(add(a, "1"), add(longer, "1")));
            storage.records().commit(batch(add(SLOT, "later")));
            StoredRecord first = storage.records().liveAt(a, NOON).getFirst();
            Stamp stamp = first.storedAt();
            String hash = first.value().hash().hex();
            assertThat(after(storage, new Position(Stamp.NONE, "", ""))).containsExactly("a.org", "a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "", ""))).containsExactly("a.org", "a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "a.org", ""))).containsExactly("a.org", "a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "a.org", "0".repeat(64)))).containsExactly("a.org", "a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "a.org", hash))).containsExactly("a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "a.org", "f".repeat(64)))).containsExactly("a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "a.org\0", ""))).containsExactly("a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "a.org \u00ff", hash))).containsExactly("a.orgs", SLOT.text());
            assertThat(after(storage, new Position(stamp, "~", ""))).containsExactly(SLOT.text());
            assertThat(after(storage, new Position(stamp, "\uffff".repeat(253), hash))).containsExactly(SLOT.text());
            assertThat(after(storage, new Position(stamp, "a".repeat(253), ""))).containsExactly(SLOT.text());
            assertThat(after(storage, new Position(new Stamp(Long.MAX_VALUE), "~", ""))).isEmpty();
        }
    }

    private static List<String> after(StorageHarness storage, Position position) {
        return storage.records().page(Optional.of(position), 10, NOON).stream().map(row -> row.owner().text()).toList();
    }

    @Test
    default void pages_show_what_lives_and_are_full_while_there_is_more() {
        try (StorageHarness storage = newStorage()) {
            for (int i = 0; i < 20; i++) {
                storage.records().commit(batch(add(SLOT, "v" + i, i % 2 == 0 ? 10 : 100)));
            }
            List<StoredRecord> page = storage.records().page(Optional.empty(), 6, NOON.plusSeconds(10));
            assertThat(page).extracting(Records::text).containsExactly("v1", "v3", "v5", "v7", "v9", "v11");
            assertThat(storage.records().page(Optional.of(position(page.getLast())), 6, NOON.plusSeconds(10)))
                    .extracting(Records::text).containsExactly("v13", "v15", "v17", "v19");
        }
    }

    @Test
    default void a_refreshed_row_moves_to_the_end_of_the_pages() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a")));
            storage.records().commit(batch(add(SLOT, "b")));
            storage.records().commit(batch(add(SLOT, "a")));
            assertThat(pages(storage.records(), 10, NOON)).extracting(Records::text).containsExactly("b", "a");
        }
    }

    @Test
    default void a_walk_shows_a_name_and_what_is_below_it_and_never_splits_a_name() {
        try (StorageHarness storage = newStorage()) {
            OwnerName top = new OwnerName("a.org");
            for (String name : new String[] {"a.org", "b.a.org", "c.b.a.org", "b-x.a.org", "ba.org", "a.orgs", "org"}) {
                storage.records().commit(batch(add(new OwnerName(name), "1"), add(new OwnerName(name), "2")));
            }
            storage.records().commit(batch(add(new OwnerName("dead.a.org"), "1", 1)));
            RecordStore records = storage.records();
            List<StoredRecord> all = records.within(Optional.of(top), Optional.empty(), 100, NOON.plusSeconds(1));
            assertThat(all).hasSize(8).isSortedAccordingTo(Comparator.comparing(row -> NameKey.of(row.owner())));
            assertThat(all).extracting(row -> row.owner().text()).containsOnly("a.org", "b.a.org", "c.b.a.org", "b-x.a.org");
            List<StoredRecord> walked = new ArrayList<>();
            Optional<OwnerName> after = Optional.empty();
            for (List<StoredRecord> part = records.within(Optional.of(top), after, 3, NOON.plusSeconds(1)); !part.isEmpty();
                    part = records.within(Optional.of(top), after, 3, NOON.plusSeconds(1))) {
                assertThat(part.size()).as("whole names only").isEven().isLessThanOrEqualTo(4);
                walked.addAll(part);
                after = Optional.of(part.getLast().owner());
            }
            assertThat(walked).isEqualTo(all);
            assertThat(records.within(Optional.empty(), Optional.empty(), 100, NOON)).hasSize(15);
            assertThat(records.within(Optional.of(top), Optional.of(new OwnerName("org")), 100, NOON.plusSeconds(1))).isEqualTo(all);
            assertThat(records.within(Optional.of(top), Optional.of(new OwnerName("a.orgs")), 100, NOON)).isEmpty();
        }
    }
}

package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.batchAt;
import static dev.dnsmesh.contracts.Records.claim;
import static dev.dnsmesh.contracts.Records.delete;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RecordStore.Entry;
import dev.dnsmesh.application.port.out.RecordStore.Position;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Deletion;
import dev.dnsmesh.domain.update.Replica;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What deletions leave behind (cluster.md 13.6), unless {@link Guarantee#DELETIONS} is withheld: then nothing. */
public interface TombstoneContract extends StorageContract {
    OwnerName AT = new OwnerName("a.mesh.example");
    Duration LEAST = Duration.ofSeconds(86_400 + 3_600);

    @Test
    default void a_deletion_is_kept_exactly_when_promised() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(AT, "one"), add(AT, "two")));
            StoredRecord one = storage.records().liveAt(AT, NOON).getFirst();
            storage.records().commit(batch(delete(AT, "one"), delete(AT, "never there")));
            storage.reopenIfDurable();
            List<Tombstone> kept = storage.records().tombstonesAt(AT);
            if (storage.withholds().contains(Guarantee.DELETIONS)) {
                assertThat(kept).isEmpty();
                return;
            }
            assertThat(kept).singleElement().satisfies(tombstone -> {
                assertThat(tombstone.owner()).isEqualTo(AT);
                assertThat(tombstone.hash()).isEqualTo(TxtValue.of("one").hash());
                assertThat(tombstone.deletedAt()).isGreaterThan(one.published());
                assertThat(tombstone.keptUntil()).isEqualTo(NOON.plus(LEAST));
                assertThat(tombstone.storedAt()).isEqualTo(storage.records().lastStamp());
            });
            assertThat(storage.records().tombstones()).isOne();
        }
    }

    @Test
    default void a_page_tells_rows_and_deletions_in_one_order() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.DELETIONS)) {
                return;
            }
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                OwnerName owner = new OwnerName(i % 4 + ".mesh.example");
                storage.records().commit(batch(add(owner, "v" + i, 600)));
            }
            storage.records().commit(batch(delete(new OwnerName("1.mesh.example"), "v1"), deleteAll(new OwnerName("2.mesh.example"))));
            storage.records().commit(batch(add(new OwnerName("last.mesh.example"), "x")));
            Optional<Position> after = Optional.empty();
            for (List<Entry> page = page(storage, after); !page.isEmpty(); page = page(storage, after)) {
                page.forEach(entry -> told.add(told(entry)));
                after = Optional.of(page.getLast().position());
            }
            assertThat(told).containsExactly("0:v0", "3:v3", "0:v4", "1:v5", "3:v7", "0:v8", "-1", "-2", "-2", "last:x");
        }
    }

    private static List<Entry> page(StorageHarness storage, Optional<Position> after) {
        return storage.records().pageWithDeletions(after, 2, NOON);
    }

    private static String told(Entry entry) {
        return switch (entry) {
            case Entry.Live(var row) -> label(row.owner()) + ":" + Records.text(row);
            case Entry.Deleted(var tombstone) -> "-" + label(tombstone.owner());
        };
    }

    private static String label(OwnerName owner) {
        return owner.text().substring(0, owner.text().indexOf('.'));
    }

    @Test
    default void expiry_and_displacement_leave_nothing_and_neither_does_what_peers_would_not_take() {
        try (StorageHarness storage = newStorage()) {
            OwnerName local = new OwnerName("_dnsmesh-seen.mesh.example");
            OwnerName slot = Records.SLOT;
            storage.records().commit(batch(add(AT, "short", 10), add(local, "x"), add(slot, "no manifest")));
            storage.records().commit(batch(deleteAll(local), deleteAll(slot)));
            storage.records().sweep(NOON.plusSeconds(60), 100);
            storage.records().commit(batch(claim(AT, "1")));
            storage.records().commit(new UpdateBatch(List.of(), List.of(claim(AT, "2")), new Caps(1, Caps.LARGEST_MESSAGE, Long.MAX_VALUE), Optional.empty(),
                    Optional.empty(), List.of(), NOON));
            assertThat(Records.texts(storage.records(), AT, NOON)).containsExactly("2");
            assertThat(storage.records().tombstones()).isZero();
        }
    }

    @Test
    default void a_publish_after_the_deletion_wins_and_says_so() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(AT, "one")));
            storage.records().commit(batch(delete(AT, "one")));
            long deletedAt = storage.records().tombstonesAt(AT).stream().mapToLong(Tombstone::deletedAt).max().orElse(0);
            storage.records().commit(batch(add(AT, "one")));
            assertThat(storage.records().tombstonesAt(AT)).isEmpty();
            assertThat(storage.records().liveAt(AT, NOON).getFirst().published()).isGreaterThan(deletedAt);
        }
    }

    @Test
    default void a_peer_brings_back_only_what_was_published_after_the_deletion() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.DELETIONS)) {
                return;
            }
            storage.records().commit(batch(add(AT, "one")));
            storage.records().commit(batch(delete(AT, "one")));
            long deletedAt = storage.records().tombstonesAt(AT).getFirst().deletedAt();
            pull(storage, replica(OptionalLong.empty()), replica(OptionalLong.of(0)), replica(OptionalLong.of(deletedAt)));
            assertThat(storage.records().liveAt(AT, NOON)).isEmpty();
            assertThat(storage.records().tombstonesAt(AT).getFirst().keptUntil()).as("outlives the peer's copy").isEqualTo(NOON.plusSeconds(200_000 + 3_600));
            pull(storage, replica(OptionalLong.of(deletedAt + 1)));
            assertThat(Records.texts(storage.records(), AT, NOON)).containsExactly("one");
            assertThat(storage.records().tombstonesAt(AT)).isEmpty();
        }
    }

    @Test
    default void a_peers_deletion_takes_what_is_older_and_leaves_what_is_newer() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.DELETIONS)) {
                return;
            }
            storage.records().commit(batch(add(AT, "one")));
            long published = storage.records().liveAt(AT, NOON).getFirst().published();
            apply(storage, deletion(published - 1));
            assertThat(Records.texts(storage.records(), AT, NOON)).containsExactly("one");
            assertThat(storage.records().tombstones()).isZero();
            apply(storage, deletion(published));
            assertThat(storage.records().liveAt(AT, NOON)).isEmpty();
            Tombstone kept = storage.records().tombstonesAt(AT).getFirst();
            assertThat(kept.deletedAt()).isEqualTo(published);
            assertThat(kept.keptUntil()).isEqualTo(NOON.plusSeconds(60 + 3_600));
            assertThat(storage.records().count()).isZero();
        }
    }

    @Test
    default void a_deletion_of_what_is_not_here_is_kept_all_the_same_and_stamped_anew_only_for_news() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.DELETIONS)) {
                return;
            }
            apply(storage, deletion(5));
            Stamp first = storage.records().tombstonesAt(AT).getFirst().storedAt();
            apply(storage, deletion(5), deletion(4), new Deletion(AT, hash(), 5, NOON.plusSeconds(120)));
            assertThat(storage.records().tombstonesAt(AT).getFirst().storedAt()).isEqualTo(first);
            apply(storage, new Deletion(AT, hash(), 0, NOON.plusSeconds(900)));
            assertThat(storage.records().tombstonesAt(AT).getFirst().keptUntil()).isEqualTo(NOON.plusSeconds(900 + 3_600));
            apply(storage, deletion(6));
            assertThat(storage.records().tombstonesAt(AT).getFirst().deletedAt()).isEqualTo(6);
            assertThat(storage.records().tombstonesAt(AT).getFirst().storedAt()).isGreaterThan(first);
        }
    }

    @Test
    default void what_is_not_deleted_here_is_not_kept_longer_for_a_peer() {
        try (StorageHarness storage = newStorage()) {
            apply(storage, new Deletion(AT, hash(), 0, NOON.plusSeconds(900)));
            assertThat(storage.records().tombstones()).isZero();
        }
    }

    @Test
    default void the_rows_of_the_node_alone_are_no_peers_to_delete() {
        try (StorageHarness storage = newStorage()) {
            OwnerName local = new OwnerName("_dnsmesh-heartbeat.mesh.example");
            storage.records().commit(batch(add(local, "one")));
            apply(storage, new Deletion(local, hash(), Long.MAX_VALUE / 2, NOON.plusSeconds(900)));
            assertThat(Records.texts(storage.records(), local, NOON)).containsExactly("one");
        }
    }

    @Test
    default void spent_tombstones_are_swept() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(AT, "one"), add(AT, "two")));
            storage.records().commit(batch(deleteAll(AT)));
            Instant end = NOON.plus(LEAST);
            storage.records().sweep(end.minusSeconds(1), 100);
            int kept = storage.withholds().contains(Guarantee.DELETIONS) ? 0 : 2;
            assertThat(storage.records().tombstones()).isEqualTo(kept);
            assertThat(storage.records().pageWithDeletions(Optional.empty(), 10, end)).isEmpty();
            assertThat(storage.records().sweep(end, 1)).isEqualTo(Math.min(kept, 1));
            storage.records().sweep(end, 100);
            assertThat(storage.records().tombstones()).isZero();
        }
    }

    @Test
    default void a_rebase_stamps_deletions_anew_too() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.DELETIONS)) {
                return;
            }
            storage.time().set(NOON.plusSeconds(600));
            int many = 2_100;
            storage.records().commit(batchAt(storage.time().now(), IntStream.range(0, many).mapToObj(i -> add(AT, "one " + i, 900)).toArray(Change[]::new)));
            storage.records().commit(batchAt(storage.time().now(), deleteAll(AT)));
            storage.time().set(NOON);
            storage.records().commit(batch(add(AT, "two")));
            Stamp rebased = Stamp.rebased(NOON.toEpochMilli());
            assertThat(storage.records().tombstonesAt(AT)).hasSize(many)
                    .allMatch(kept -> kept.storedAt().equals(rebased) && kept.deletedAt() <= rebased.millis());
            assertThat(storage.records().pageWithDeletions(Optional.empty(), 2 * many, NOON)).hasSize(many + 1);
        }
    }

    private static Replica replica(OptionalLong published) {
        return new Replica(AT, TxtValue.of("one"), new TimeToLive(200_000), published);
    }

    private static Octets hash() {
        return TxtValue.of("one").hash();
    }

    private static Deletion deletion(long deletedAt) {
        return new Deletion(AT, hash(), deletedAt, NOON.plusSeconds(100));
    }

    private static void pull(StorageHarness storage, Replica... replicas) {
        storage.records().commit(UpdateBatch.pulled(List.of(replicas), List.of(), List.of(), NOON));
    }

    private static void apply(StorageHarness storage, Deletion... deletions) {
        storage.records().commit(UpdateBatch.pulled(List.of(), List.of(deletions), List.of(), NOON));
    }
}

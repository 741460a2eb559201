package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Replica;
import dev.dnsmesh.domain.update.UpdateBatch;
import dev.dnsmesh.domain.update.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link dev.dnsmesh.application.port.out.RecordStore#commit} does with rows of peers (cluster.md 6, 13.3, 13.6). */
public interface ReplicaContract extends StorageContract {
    @Test
    default void a_row_of_a_peer_is_kept_with_the_watermark_that_it_justifies() {
        try (StorageHarness storage = newStorage()) {
            Watermark mark = new Watermark("http://b", Octets.utf8("1"));
            storage.records().commit(UpdateBatch.pulled(List.of(replica("a", 60, OptionalLong.empty())), List.of(), List.of(mark), NOON));
            storage.reopenIfDurable();
            StoredRecord row = only(storage);
            assertThat(row.expiresAt()).isEqualTo(NOON.plusSeconds(60));
            assertThat(row.published()).isZero();
            assertThat(row.storedAt()).isEqualTo(storage.records().lastStamp());
            assertThat(storage.storage().watermarks().find("http://b")).contains(mark);
        }
    }

    @Test
    default void its_life_counts_from_when_the_peer_was_asked() {
        try (StorageHarness storage = newStorage()) {
            pull(storage, NOON.minusSeconds(20), replica("a", 60, OptionalLong.empty()));
            assertThat(only(storage).expiresAt()).isEqualTo(NOON.plusSeconds(40));
        }
    }

    @Test
    default void a_row_that_is_no_news_is_not_stamped_anew() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 60)));
            StoredRecord before = only(storage);
            pull(storage, NOON, replica("a", 65, OptionalLong.empty()), replica("a", 30, OptionalLong.empty()));
            assertThat(only(storage)).isEqualTo(before);
        }
    }

    @Test
    default void a_longer_life_is_taken_over_and_tells_nothing_of_the_publish() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 60)));
            StoredRecord before = only(storage);
            pull(storage, NOON, replica("a", 66, OptionalLong.empty()));
            StoredRecord row = only(storage);
            assertThat(row.expiresAt()).isEqualTo(NOON.plusSeconds(66));
            assertThat(row.published()).isEqualTo(before.published());
            assertThat(row.storedAt()).isGreaterThan(before.storedAt());
        }
    }

    @Test
    default void a_later_publish_counts_with_its_life_be_it_shorter() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 60)));
            long published = only(storage).published();
            pull(storage, NOON, replica("a", 600, OptionalLong.of(published - 1)));
            assertThat(only(storage).expiresAt()).isEqualTo(NOON.plusSeconds(60));
            pull(storage, NOON, replica("a", 20, OptionalLong.of(published + 1)));
            assertThat(only(storage).expiresAt()).isEqualTo(NOON.plusSeconds(20));
            assertThat(only(storage).published()).isEqualTo(published + 1);
        }
    }

    @Test
    default void an_expired_row_gives_way_to_that_of_a_peer() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a", 10)));
            Instant later = NOON.plusSeconds(30);
            pull(storage, later, replica("a", 10, OptionalLong.empty()));
            assertThat(storage.records().liveAt(SLOT, later)).singleElement()
                    .satisfies(row -> assertThat(row.expiresAt()).isEqualTo(later.plusSeconds(10)));
            assertThat(storage.records().count()).isEqualTo(1);
        }
    }

    private static Replica replica(String value, long ttl, OptionalLong published) {
        return new Replica(SLOT, TxtValue.of(value), new TimeToLive(ttl), published);
    }

    private static void pull(StorageHarness storage, Instant asked, Replica... replicas) {
        storage.records().commit(UpdateBatch.pulled(List.of(replicas), List.of(), List.of(), asked));
    }

    private static StoredRecord only(StorageHarness storage) {
        List<StoredRecord> rows = storage.records().liveAt(SLOT, NOON);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}

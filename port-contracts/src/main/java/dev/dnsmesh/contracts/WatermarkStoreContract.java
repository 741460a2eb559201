package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.UpdateBatch;
import dev.dnsmesh.domain.update.Watermark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link WatermarkStore}. */
public interface WatermarkStoreContract extends StorageContract {
    @Test
    default void a_watermark_is_kept_until_the_next_one_of_its_peer() {
        try (StorageHarness storage = newStorage()) {
            assertThat(storage.storage().watermarks().find("http://b")).isEmpty();
            commit(storage, mark("http://b", "1"), mark("http://a", "1"));
            commit(storage, mark("http://b", "2"));
            storage.reopenIfDurable();
            assertThat(storage.storage().watermarks().list()).containsExactly(mark("http://a", "1"), mark("http://b", "2"));
            assertThat(storage.storage().watermarks().find("http://b")).contains(mark("http://b", "2"));
        }
    }

    @Test
    default void a_forgotten_peer_starts_anew() {
        try (StorageHarness storage = newStorage()) {
            commit(storage, mark("http://a", "1"), mark("http://b", "1"));
            assertThat(storage.storage().watermarks().forget("http://a")).isTrue();
            assertThat(storage.storage().watermarks().forget("http://a")).isFalse();
            storage.reopenIfDurable();
            assertThat(storage.storage().watermarks().list()).containsExactly(mark("http://b", "1"));
        }
    }

    @Test
    default void the_longest_peer_and_state_are_kept() {
        try (StorageHarness storage = newStorage()) {
            Watermark largest = new Watermark("\u00e9".repeat(256), Octets.of(new byte[Watermark.MAX_STATE]));
            Watermark empty = new Watermark("x", Octets.EMPTY);
            commit(storage, largest, empty);
            assertThat(storage.storage().watermarks().find(largest.peer())).contains(largest);
            assertThat(storage.storage().watermarks().find("x")).contains(empty);
        }
    }

    private static Watermark mark(String peer, String state) {
        return new Watermark(peer, Octets.utf8(state));
    }

    private static void commit(StorageHarness storage, Watermark... marks) {
        storage.records().commit(new UpdateBatch(List.of(), List.of(), Caps.NONE, Optional.empty(), Optional.empty(),
                List.of(marks), NOON));
    }
}

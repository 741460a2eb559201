package dev.dnsmesh.contracts.client;

import static dev.dnsmesh.contracts.client.SharedFilesStateContract.prekey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientStorage;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link ClientStorage}: a state a directory. What the state itself promises is {@link ClientStateContract}. */
public interface ClientStorageContract {
    ClientStorage newStorage();

    /** An empty directory. */
    Path newDirectory();

    @Test
    default void each_directory_has_a_state_of_its_own_that_is_there_again_when_it_is_opened_again() {
        ClientStorage storage = newStorage();
        Path one = newDirectory();
        try (ClientState first = storage.open(one); ClientState other = storage.open(newDirectory())) {
            first.addPrekeys(List.of(prekey(1, Optional.empty())));
            assertThat(other.prekeys()).isEmpty();
        }
        try (ClientState again = storage.open(one)) {
            assertThat(again.prekeys()).extracting(StoredPrekey::id).containsExactly(1L);
        }
    }

    @Test
    default void a_state_that_was_closed_is_out_of_reach_and_closed_once_more_without_harm() {
        ClientState state = newStorage().open(newDirectory());
        state.close();
        state.close();
        assertThatThrownBy(state::prekeys).isInstanceOf(StorageUnavailable.class);
    }

    @Test
    default void a_directory_that_is_not_there_is_an_outage() {
        Path absent = newDirectory().resolve("absent");
        assertThatThrownBy(() -> newStorage().open(absent)).isInstanceOf(StorageUnavailable.class);
    }
}

package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Saved;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ClientSettingsStore} (client.md 16.1). */
public interface ClientSettingsStoreContract {
    /** An empty one. What saving asks for beforehand, such as the lock, is given. */
    ClientSettingsStore newStore();

    /** A store that cannot be written. */
    ClientSettingsStore newStoreWithoutAPlace();

    @Test
    default void before_the_first_save_there_is_nothing() {
        assertThat(newStore().load()).isEqualTo(new Loaded.Absent());
        assertThat(newStore().location()).isNotBlank();
    }

    @Test
    default void what_was_saved_last_is_what_is_loaded_whole() {
        ClientSettingsStore store = newStore();
        for (ClientSettings settings : List.of(SampleSettings.used("alice"), SampleSettings.fresh("al\"ice\\\u00e9"),
                SampleSettings.used("carol"))) {
            assertThat(store.save(settings)).isEqualTo(new Saved.Done());
            assertThat(store.load()).isEqualTo(new Loaded.Found(settings));
        }
    }

    @Test
    default void a_save_that_failed_is_told_in_one_line() {
        ClientSettingsStore store = newStoreWithoutAPlace();
        assertThat(store.save(SampleSettings.used("alice")))
                .isInstanceOfSatisfying(Saved.Failed.class, failed -> assertThat(failed.why()).isNotBlank().doesNotContain("\n"));
        assertThat(store.load()).isNotInstanceOf(Loaded.Found.class);
    }
}

package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.contracts.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Pause}: a command told to stop does not wait any more. */
public interface PauseContract {
    /** A pause, and what tells it that the command is to end. */
    interface Harness {
        Pause pause();

        void stop();
    }

    Harness newPause();

    @Test
    default void a_command_goes_on_until_it_is_told_to_stop() {
        Harness harness = newPause();
        assertThat(harness.pause().of(Duration.ZERO)).isTrue();
        assertThat(harness.pause().of(Duration.ofMillis(1))).isTrue();
        assertThatCode(harness::stop).doesNotThrowAnyException();
        assertThat(harness.pause().of(Duration.ofDays(1))).isFalse();
        assertThat(harness.pause().of(Duration.ZERO)).isFalse();
    }

    @Test
    default void who_waits_is_woken_by_the_stop() {
        Harness harness = newPause();
        assertThat(Race.run(List.of(() -> harness.pause().of(Duration.ofDays(1)), () -> {
            harness.stop();
            return false;
        }))).containsExactly(false, false);
    }
}

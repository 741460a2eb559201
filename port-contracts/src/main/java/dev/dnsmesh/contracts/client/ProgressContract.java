package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.contracts.Race;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** {@link Progress} (client.md 19.7): telling it is harmless whatever is told, from any thread. */
public interface ProgressContract {
    Progress newProgress();

    /** What a person has seen so far. */
    String shown();

    @Test
    default void numbers_that_make_no_sense_do_no_harm() {
        Progress progress = newProgress();
        progress.at("sending", 0, 0);
        progress.at("sending", 5, 3);
        progress.at("", -1, Long.MAX_VALUE);
        progress.at("sending", 3, 3);
        assertThat(shown()).doesNotContain("null");
    }

    @Test
    default void threads_tell_it_at_the_same_time() {
        Progress progress = newProgress();
        Race.run(Collections.nCopies(4, () -> {
            for (int done = 0; done <= 100; done++) {
                progress.at("fetching", done, 100);
            }
            return true;
        }));
        assertThat(shown()).doesNotContain("101");
    }
}

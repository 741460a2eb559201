package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.contracts.Race;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Remarks} (cli.md 1): beside the result, one line each, and hints only where they are wanted. */
public interface RemarksContract {
    /** Remarks and who reads them. */
    interface Harness {
        Remarks remarks();

        /** Lines beside the results. */
        List<String> lines();

        /** What stands among the results. */
        String results();
    }

    Harness newRemarks(boolean quiet);

    @Test
    default void remarks_stand_beside_the_results_in_order() {
        Harness harness = newRemarks(false);
        harness.remarks().warning("the clock is off");
        harness.remarks().hint("run doctor");
        assertThat(harness.lines()).hasSize(2);
        assertThat(harness.lines().getFirst()).contains("the clock is off");
        assertThat(harness.lines().getLast()).contains("run doctor");
        assertThat(harness.results()).isEmpty();
    }

    @Test
    default void hints_can_be_silenced_and_warnings_cannot() {
        Harness harness = newRemarks(true);
        harness.remarks().hint("run doctor");
        harness.remarks().warning("the clock is off");
        assertThat(harness.lines()).singleElement().satisfies(line -> assertThat(line).contains("the clock is off"));
    }

    @Test
    default void lines_of_several_threads_stay_whole() {
        Harness harness = newRemarks(false);
        Race.run(Collections.nCopies(4, () -> {
            for (int number = 0; number < 50; number++) {
                harness.remarks().warning("<a whole line>");
            }
            return true;
        }));
        assertThat(harness.lines()).hasSize(200).allSatisfy(line -> assertThat(line).endsWith("<a whole line>"));
    }
}

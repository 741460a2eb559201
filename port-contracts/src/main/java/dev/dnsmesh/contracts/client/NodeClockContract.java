package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.NodeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link NodeClock}. */
public interface NodeClockContract {
    Instant OURS = SharedFilesStateContract.NOW;

    /** Whose own time is {@link #OURS}. */
    NodeClock newClock();

    /** Of a node that tells this time; empty = it tells none. */
    String baseOfNodeAt(Optional<Instant> time);

    /** Where nobody listens. */
    String baseOfNobody();

    @Test
    default void the_difference_is_told_in_either_direction() {
        for (long seconds : new long[] {0, 1, 3600, -400}) {
            assertThat(newClock().ahead(baseOfNodeAt(Optional.of(OURS.plusSeconds(seconds))))).contains(Duration.ofSeconds(seconds));
        }
    }

    @Test
    default void a_node_that_does_not_tell_nobody_and_what_is_no_address_are_no_answer() {
        for (String base : List.of(baseOfNodeAt(Optional.empty()), baseOfNobody(), "", "node", "ht tp://x")) {
            assertThat(newClock().ahead(base)).as(base).isEmpty();
        }
    }
}

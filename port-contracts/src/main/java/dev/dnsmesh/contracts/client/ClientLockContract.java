package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientLock.Held;
import dev.dnsmesh.contracts.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@link ClientLock} (client.md 16.5): one holder at a time, until it closes. */
public interface ClientLockContract {
    /** Of a directory that nobody holds. */
    ClientLock newLock();

    @Test
    default void there_is_one_holder_at_a_time_and_the_next_after_it() {
        ClientLock lock = newLock();
        try (Held held = lock.acquire(Duration.ZERO).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(lock.acquire(Duration.ZERO)).isEmpty();
            assertThat(lock.acquire(Duration.ofMillis(1))).isEmpty();
        }
        lock.acquire(Duration.ZERO).orElseThrow().close();
    }

    @Test
    default void who_was_told_no_leaves_the_holder_alone() {
        ClientLock lock = newLock();
        Held held = lock.acquire(Duration.ZERO).orElseThrow();
        assertThat(lock.acquire(Duration.ZERO)).isEmpty();
        assertThat(lock.acquire(Duration.ZERO)).isEmpty();
        held.close();
        held.close();
        Held next = lock.acquire(Duration.ZERO).orElseThrow();
        held.close();
        assertThat(lock.acquire(Duration.ZERO)).as("a former holder closes again").isEmpty();
        next.close();
    }

    @Test
    default void of_many_that_wait_each_has_its_turn_alone() {
        ClientLock lock = newLock();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        Callable<Boolean> user = () -> {
            try (Held held = lock.acquire(Duration.ofSeconds(30)).orElseThrow()) {
                assertThat(held).isNotNull();
                assertThat(inside.incrementAndGet()).isOne();
                turns.incrementAndGet();
                assertThat(inside.decrementAndGet()).isZero();
                return true;
            }
        };
        Race.run(Collections.nCopies(4, user));
        assertThat(turns).hasValue(4);
    }
}

package dev.dnsmesh.domain.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.UnixTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenMessagesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final MessageReference MESSAGE = new MessageReference(
            new Ed25519PublicKey(Octets.of(new byte[32])), new MessageId(Octets.of(new byte[16])));
    private final SeenMessages gate = new SeenMessages();

    @Test
    void a_message_is_taken_on_once_at_a_time() {
        assertThat(gate.reserve(MESSAGE, NOON)).isTrue();
        assertThat(gate.reserve(MESSAGE, NOON)).isFalse();
    }

    @Test
    void after_a_failure_it_is_tried_again() {
        gate.reserve(MESSAGE, NOON);
        gate.release(MESSAGE);
        assertThat(gate.reserve(MESSAGE, NOON)).isTrue();
    }

    @Test
    void a_forgotten_reservation_dies_after_300_seconds() {
        gate.reserve(MESSAGE, NOON);
        assertThat(gate.reserve(MESSAGE, NOON.plusSeconds(300))).isFalse();
        assertThat(gate.reserve(MESSAGE, NOON.plusSeconds(301))).isTrue();
    }

    @Test
    void a_kept_message_stays_seen_to_the_very_second_of_its_expiry() {
        gate.reserve(MESSAGE, NOON);
        gate.keep(MESSAGE, UnixTime.of(NOON.plusSeconds(600)));
        assertThat(gate.reserve(MESSAGE, NOON.plusSeconds(600))).isFalse();
        assertThat(gate.reserve(MESSAGE, NOON.plusSeconds(601))).isTrue();
    }

    @Test
    void of_many_at_once_one_gets_it() {
        for (int round = 0; round < 100; round++) {
            SeenMessages contested = new SeenMessages();
            AtomicInteger taken = new AtomicInteger();
            IntStream.range(0, 16).parallel().forEach(i -> {
                if (contested.reserve(MESSAGE, NOON)) {
                    taken.incrementAndGet();
                }
            });
            assertThat(taken).hasValue(1);
        }
    }
}

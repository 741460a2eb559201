package dev.dnsmesh.application.usecase.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReplayTableTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ReplayTable table = new ReplayTable(99);

    @Test
    void finds_what_it_was_told_and_nothing_else() {
        for (int i = 0; i < 10_000; i++) {
            table.remember(entry(i, NOON.plusSeconds(i % 600)), Rcode.values()[i % 13]);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.find(id(i), NOON)).contains(Rcode.values()[i % 13]);
            assertThat(table.find(id(-1 - i), NOON)).isEmpty();
        }
        assertThat(table.size(NOON)).isEqualTo(10_000);
    }

    @Test
    void an_entry_is_kept_until_its_time_and_gone_a_minute_later() {
        table.remember(entry(1, NOON.plusSeconds(301)), Rcode.REFUSED);
        assertThat(table.find(id(1), NOON.plusSeconds(301))).contains(Rcode.REFUSED);
        assertThat(table.find(id(1), NOON.plusSeconds(361))).isEmpty();
        assertThat(table.size(NOON.plusSeconds(361))).isZero();
    }

    @Test
    void the_same_entry_again_counts_once_and_the_later_answer_stands() {
        table.remember(entry(1, NOON.plusSeconds(30)), Rcode.REFUSED);
        table.remember(entry(1, NOON.plusSeconds(30)), Rcode.NOERROR);
        assertThat(table.size(NOON)).isEqualTo(1);
        assertThat(table.find(id(1), NOON)).contains(Rcode.NOERROR);
    }

    @Test
    void ids_that_differ_in_one_half_only_are_told_apart() {
        byte[] one = new byte[16];
        byte[] other = new byte[16];
        other[15] = 1;
        table.remember(new ReplayEntry(new ReplayId(Octets.of(one)), NOON), Rcode.REFUSED);
        assertThat(table.find(new ReplayId(Octets.of(one)), NOON)).contains(Rcode.REFUSED);
        assertThat(table.find(new ReplayId(Octets.of(other)), NOON)).isEmpty();
    }

    private static ReplayEntry entry(int number, Instant keepUntil) {
        return new ReplayEntry(id(number), keepUntil);
    }

    private static ReplayId id(int number) {
        return new ReplayId(Sha256.of(ByteBuffer.allocate(4).putInt(number).array()).slice(0, ReplayId.LENGTH));
    }
}

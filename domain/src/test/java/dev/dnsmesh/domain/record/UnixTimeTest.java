package dev.dnsmesh.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class UnixTimeTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final UnixTime TOP_BIT = new UnixTime(1L << 63);
    private static final UnixTime LAST = new UnixTime(-1);

    @Test
    void a_fraction_of_a_second_does_not_count() {
        assertThat(UnixTime.of(NOON.plusMillis(999))).isEqualTo(UnixTime.of(NOON));
        assertThat(UnixTime.of(NOON).isBefore(NOON.plusMillis(999))).isFalse();
        assertThat(UnixTime.of(NOON).isAfter(NOON.plusMillis(999))).isFalse();
    }

    @Test
    void a_time_with_the_top_bit_lies_in_the_far_future() {
        assertThat(TOP_BIT.isAfter(NOON)).isTrue();
        assertThat(TOP_BIT.isBefore(NOON)).isFalse();
        assertThat(TOP_BIT).isGreaterThan(new UnixTime(Long.MAX_VALUE)).isLessThan(LAST);
        assertThat(LAST.isAtMostAhead(TimeLimits.LONG_LIVED, NOON)).isFalse();
        assertThat(LAST.isAtMostAgo(Duration.ZERO, NOON)).isTrue();
        assertThat(LAST.instant()).isEqualTo(Instant.MAX);
        assertThat(LAST).hasToString("18446744073709551615");
    }

    @Test
    void limits_are_inclusive_in_both_directions() {
        Duration limit = Duration.ofSeconds(300);
        assertThat(UnixTime.of(NOON.plusSeconds(300)).isAtMostAhead(limit, NOON)).isTrue();
        assertThat(UnixTime.of(NOON.plusSeconds(301)).isAtMostAhead(limit, NOON)).isFalse();
        assertThat(UnixTime.of(NOON.minusSeconds(300)).isAtMostAgo(limit, NOON)).isTrue();
        assertThat(UnixTime.of(NOON.minusSeconds(301)).isAtMostAgo(limit, NOON)).isFalse();
    }

    @Test
    void a_limit_without_end_takes_every_past_and_every_63_bit_time() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(new UnixTime(0).isAtMostAgo(endless, NOON)).isTrue();
        assertThat(new UnixTime(Long.MAX_VALUE).isAtMostAhead(endless, NOON)).isTrue();
    }

    @Test
    void a_negative_limit_wants_a_time_on_the_other_side() {
        Duration limit = Duration.ofSeconds(-10);
        assertThat(UnixTime.of(NOON.plusSeconds(10)).isAtMostAgo(limit, NOON)).isTrue();
        assertThat(UnixTime.of(NOON.plusSeconds(9)).isAtMostAgo(limit, NOON)).isFalse();
        assertThat(UnixTime.of(NOON.minusSeconds(10)).isAtMostAhead(limit, NOON)).isTrue();
        assertThat(UnixTime.of(NOON.minusSeconds(9)).isAtMostAhead(limit, NOON)).isFalse();
        assertThat(new UnixTime(0).isAtMostAhead(limit, Instant.EPOCH)).isFalse();
    }

    @Test
    void a_clock_before_1970_counts_as_1970() {
        assertThat(UnixTime.of(Instant.EPOCH.minusSeconds(5))).isEqualTo(new UnixTime(0));
    }

    @Test
    void bits_are_counted_from_below() {
        assertThat(new UnixTime((1L << 56) - 1).fits(56)).isTrue();
        assertThat(new UnixTime(1L << 56).fits(56)).isFalse();
        assertThat(TOP_BIT.fits(63)).isFalse();
    }
}

package dev.dnsmesh.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DailyVolumesTest {
    private static final long MINUTE = 60L * 1_000_000_000L;
    private static final long DAY = 24 * 60 * MINUTE;
    private final DailyVolumes<String> volumes = new DailyVolumes<>();

    @Test
    void the_limit_itself_may_be_spent_and_not_one_octet_more() {
        assertThat(volumes.spend("a", 60, 100, 0)).isTrue();
        assertThat(volumes.spend("a", 41, 100, 0)).isFalse();
        assertThat(volumes.spend("a", 40, 100, 0)).isTrue();
        assertThat(volumes.spend("b", 100, 100, 0)).isTrue();
    }

    @Test
    void what_was_spent_comes_back_after_a_day_and_at_most_a_quarter_hour() {
        volumes.spend("a", 100, 100, 7 * MINUTE);
        assertThat(volumes.spend("a", 1, 100, 7 * MINUTE + DAY - 1)).isFalse();
        assertThat(volumes.spend("a", 100, 100, 7 * MINUTE + DAY + 15 * MINUTE)).isTrue();
    }

    @Test
    void what_was_given_back_can_be_spent() {
        volumes.spend("a", 100, 100, MINUTE);
        volumes.giveBack("a", 30, MINUTE);
        assertThat(volumes.spend("a", 31, 100, 2 * MINUTE)).isFalse();
        assertThat(volumes.spend("a", 30, 100, 2 * MINUTE)).isTrue();
        volumes.giveBack("unknown", 30, MINUTE);
        volumes.giveBack("a", 30, MINUTE - 2 * DAY);
        assertThat(volumes.spend("a", 1, 100, 2 * MINUTE)).isFalse();
    }

    @Test
    void what_was_spent_elsewhere_counts_until_it_is_a_day_old() {
        volumes.note("a", 150, MINUTE);
        assertThat(volumes.spend("a", 1, 100, MINUTE)).isFalse();
        volumes.note("a", -60, MINUTE);
        assertThat(volumes.spend("a", 11, 100, MINUTE)).isFalse();
        assertThat(volumes.spend("a", 10, 100, MINUTE)).isTrue();
        assertThat(volumes.spend("a", 100, 100, MINUTE + DAY + 15 * MINUTE)).isTrue();
        volumes.note("b", -5, MINUTE);
        assertThat(volumes.spend("b", 101, 100, MINUTE)).isFalse();
    }

    @Test
    void no_limit_is_no_limit() {
        assertThat(volumes.spend("a", Long.MAX_VALUE, 0, 0)).isTrue();
    }

    @Property(tries = 300)
    void no_day_ever_holds_more_than_the_limit(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 400) Integer> pauses) {
        DailyVolumes<String> fresh = new DailyVolumes<>();
        List<Long> spent = new ArrayList<>();
        long now = -DAY;
        for (int pause : pauses) {
            now += pause * MINUTE;
            if (fresh.spend("k", 1, 5, now)) {
                spent.add(now);
            }
            long end = now;
            assertThat(spent.stream().filter(at -> at > end - DAY).count()).isLessThanOrEqualTo(5);
        }
    }
}

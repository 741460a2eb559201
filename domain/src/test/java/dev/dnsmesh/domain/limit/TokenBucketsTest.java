package dev.dnsmesh.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final long SECOND = 1_000_000_000L;
    private final TokenBuckets<String> buckets = new TokenBuckets<>();
    private final Rate rate = new Rate(2, 3);

    @Test
    void a_bucket_starts_full_and_refuses_below_one_token() {
        assertThat(taken("a", 0, 10)).isEqualTo(3);
    }

    @Test
    void tokens_come_back_continuously_up_to_the_burst() {
        taken("a", 0, 3);
        assertThat(buckets.take("a", rate, SECOND / 4)).as("half a token").isFalse();
        assertThat(buckets.take("a", rate, SECOND / 2)).as("the refusal did not cost the half").isTrue();
        assertThat(taken("a", 100 * SECOND, 10)).isEqualTo(3);
    }

    @Test
    void several_tokens_are_taken_together_or_not_at_all() {
        assertThat(buckets.take("a", 4, rate, 0)).isFalse();
        assertThat(buckets.take("a", 3, rate, 0)).isTrue();
        assertThat(buckets.take("a", 1, rate, 0)).isFalse();
    }

    @Test
    void a_bucket_is_emptied_by_those_who_want_more_than_it_holds_and_by_nobody_else() {
        assertThat(buckets.exhaust("a", 3, rate, 0)).isFalse();
        assertThat(buckets.exhaust("a", 4, rate, 0)).isTrue();
        assertThat(buckets.take("a", rate, 0)).isFalse();
        assertThat(buckets.exhaust("a", 1_000_000, new Rate(0, 5), 0)).isFalse();
    }

    @Test
    void keys_do_not_share() {
        taken("a", 0, 3);
        assertThat(taken("b", 0, 10)).isEqualTo(3);
    }

    @Test
    void a_token_given_back_can_be_taken_again_but_never_overfills() {
        taken("a", 0, 3);
        buckets.giveBack("a", rate);
        assertThat(taken("a", 0, 10)).isEqualTo(1);
        buckets.giveBack("unknown", rate);
        taken("b", 0, 1);
        buckets.giveBack("b", rate);
        buckets.giveBack("b", rate);
        assertThat(taken("b", 0, 10)).isEqualTo(3);
    }

    @Test
    void a_rate_or_burst_that_is_not_positive_switches_the_limit_off() {
        for (Rate off : new Rate[] {new Rate(0, 5), new Rate(5, 0), new Rate(-1, 1), new Rate(Double.NaN, 1)}) {
            assertThat(buckets.take("a", 1_000_000, off, 0)).as("%s", off).isTrue();
        }
    }

    @Test
    void the_least_recently_used_of_more_than_ten_thousand_keys_is_forgotten() {
        taken("old", 0, 3);
        taken("used", 0, 3);
        for (int i = 0; i < TokenBuckets.CAPACITY - 1; i++) {
            buckets.take("filler" + i, rate, 0);
            buckets.take("used", rate, 0);
        }
        assertThat(buckets.take("used", rate, 0)).as("kept").isFalse();
        assertThat(buckets.take("old", rate, 0)).as("forgotten, so full again").isTrue();
    }

    @Test
    void a_clock_that_steps_back_costs_nothing() {
        taken("a", 10 * SECOND, 3);
        assertThat(buckets.take("a", rate, 0)).isFalse();
        assertThat(buckets.take("a", rate, SECOND / 2)).isTrue();
    }

    private int taken(String key, long nanos, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += buckets.take(key, rate, nanos) ? 1 : 0;
        }
        return taken;
    }
}

package dev.dnsmesh.adapters.dns.limit;

import static dev.dnsmesh.adapters.dns.limit.ResponseLimiter.Decision.DROP;
import static dev.dnsmesh.adapters.dns.limit.ResponseLimiter.Decision.SEND;
import static dev.dnsmesh.adapters.dns.limit.ResponseLimiter.Decision.SLIP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.limit.ResponseLimiter.Decision;
import dev.dnsmesh.domain.limit.AddressPrefix;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final NameKey ONE = NameKey.of(new OwnerName("one.mesh.example"));
    private static final NameKey TWO = NameKey.of(new OwnerName("two.mesh.example"));
    private static final byte[] CLIENT = address("192.0.2.1");

    private ResponseRates rates = rates(true, 2);
    private final ResponseLimiter limiter = new ResponseLimiter(() -> rates, new byte[16]);

    @Test
    void as_many_answers_as_the_limit_go_out_in_a_burst() {
        assertThat(answers(CLIENT, ONE, 3, 0)).containsExactly(SEND, SEND, SEND);
        assertThat(answers(CLIENT, ONE, 4, 0)).containsExactly(DROP, SLIP, DROP, SLIP);
    }

    @Test
    void one_more_goes_out_for_each_gained_token() {
        answers(CLIENT, ONE, 4, 0);
        assertThat(answers(CLIENT, ONE, 2, SECOND)).as("-1 + 3, minus one each").containsExactly(SEND, SEND);
        assertThat(answers(CLIENT, ONE, 1, SECOND)).as("the second one suppressed").containsExactly(SLIP);
    }

    @Test
    void debt_is_bounded_by_fifteen_seconds() {
        answers(CLIENT, ONE, 10_000, 0);
        assertThat(answers(CLIENT, ONE, 1, 15 * SECOND)).as("-45 + 45 - 1").doesNotContain(SEND);
        assertThat(answers(CLIENT, ONE, 1, 15 * SECOND + 2 * SECOND / 3 + 1)).containsExactly(SEND);
    }

    @Test
    void names_categories_and_prefixes_have_their_own_accounts() {
        answers(CLIENT, ONE, 100, 0);
        assertThat(limiter.ofAnswer(CLIENT, TWO, 0)).isEqualTo(SEND);
        assertThat(limiter.ofNegative(CLIENT, ONE, 0)).isEqualTo(SEND);
        assertThat(limiter.ofError(CLIENT, 0)).isEqualTo(SEND);
        assertThat(limiter.ofAnswer(address("192.0.2.254"), ONE, 0)).as("same /24").isNotEqualTo(SEND);
        assertThat(limiter.ofAnswer(address("192.0.3.1"), ONE, 0)).isEqualTo(SEND);
        answers(address("2001:db8:0:100::1"), ONE, 100, 0);
        assertThat(limiter.ofAnswer(address("2001:db8:0:1ff::2"), ONE, 0)).as("same /56").isNotEqualTo(SEND);
        assertThat(limiter.ofAnswer(address("2001:db8:0:200::1"), ONE, 0)).isEqualTo(SEND);
    }

    @Test
    void each_category_has_its_own_limit() {
        assertThat(count(SEND, () -> limiter.ofNegative(CLIENT, ONE, 0))).isEqualTo(5);
        assertThat(count(SEND, () -> limiter.ofError(CLIENT, 0))).isEqualTo(2);
    }

    @Test
    void errors_are_dropped_and_never_slipped() {
        assertThat(count(SLIP, () -> limiter.ofError(CLIENT, 0))).isZero();
    }

    @Test
    void slip_decides_how_many_suppressed_answers_go_out_truncated() {
        rates = rates(true, 0);
        assertThat(count(SLIP, () -> limiter.ofAnswer(CLIENT, ONE, 0))).isZero();
        rates = rates(true, 1);
        assertThat(count(SLIP, () -> limiter.ofAnswer(address("192.0.9.1"), ONE, 0))).isEqualTo(97);
        rates = rates(true, 3);
        assertThat(count(SLIP, () -> limiter.ofNegative(address("192.0.9.1"), ONE, 0))).isEqualTo(31);
    }

    @Test
    void exempt_clients_and_a_limiter_that_is_off_suppress_nothing() {
        assertThat(count(SEND, () -> limiter.ofAnswer(address("127.0.0.1"), ONE, 0))).isEqualTo(100);
        assertThat(count(SEND, () -> limiter.ofError(address("::1"), 0))).isEqualTo(100);
        rates = rates(false, 2);
        assertThat(count(SEND, () -> limiter.ofAnswer(CLIENT, ONE, 0))).isEqualTo(100);
        rates = new ResponseRates(true, 0, 0, 0, 2, List.of());
        assertThat(count(SEND, () -> limiter.ofAnswer(CLIENT, ONE, 0))).isEqualTo(100);
    }

    @Test
    void the_account_used_longest_ago_makes_room() {
        ResponseLimiter small = new ResponseLimiter(() -> rates, new byte[16], 2);
        for (int i = 0; i < 4; i++) {
            small.ofAnswer(CLIENT, ONE, 0);
        }
        small.ofAnswer(CLIENT, TWO, 0);
        assertThat(small.ofAnswer(CLIENT, ONE, 0)).isNotEqualTo(SEND);
        small.ofError(CLIENT, 0);
        assertThat(small.ofAnswer(CLIENT, ONE, 0)).as("TWO went").isNotEqualTo(SEND);
        small.ofAnswer(CLIENT, TWO, 0);
        small.ofError(CLIENT, 0);
        assertThat(small.ofAnswer(CLIENT, ONE, 0)).as("ONE went").isEqualTo(SEND);
    }

    @Test
    void a_decision_allocates_nothing() {
        ResponseRates fixed = rates;
        ResponseLimiter warm = new ResponseLimiter(() -> fixed, new byte[16]);
        for (int i = 0; i < 20_000; i++) {
            warm.ofAnswer(CLIENT, ONE, i);
        }
        assertThat(Allocations.during(() -> {
            for (int i = 0; i < 10_000; i++) {
                warm.ofAnswer(CLIENT, ONE, i);
            }
        })).isLessThan(10_000);
    }

    private List<Decision> answers(byte[] client, NameKey name, int count, long nanos) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            decisions.add(limiter.ofAnswer(client, name, nanos));
        }
        return decisions;
    }

    private static int count(Decision wanted, java.util.function.Supplier<Decision> decide) {
        int count = 0;
        for (int i = 0; i < 100; i++) {
            count += decide.get() == wanted ? 1 : 0;
        }
        return count;
    }

    private static ResponseRates rates(boolean enabled, int slip) {
        return new ResponseRates(enabled, 3, 5, 2, slip, List.of(AddressPrefix.parse("127.0.0.0/8").orElseThrow(),
                AddressPrefix.parse("::1").orElseThrow()));
    }

    private static byte[] address(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}

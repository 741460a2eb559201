package dev.dnsmesh.adapters.dns.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.limit.Rate;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private Rate rate = new Rate(2, 3);
    private final SourceLimiter limiter = new SourceLimiter(() -> rate, 7);

    @Test
    void a_source_starts_with_a_full_bucket_that_refills() {
        assertThat(admitted("192.0.2.1", 0)).isEqualTo(3);
        assertThat(admitted("192.0.2.1", SECOND / 4)).isZero();
        assertThat(admitted("192.0.2.1", SECOND / 2)).isEqualTo(1);
        assertThat(admitted("192.0.2.1", 60 * SECOND)).isEqualTo(3);
    }

    @Test
    void every_ipv4_address_and_every_ipv6_64_is_a_source() {
        assertThat(admitted("192.0.2.1", 0)).isEqualTo(3);
        assertThat(admitted("192.0.2.2", 0)).isEqualTo(3);
        assertThat(admitted("2001:db8:0:1::1", 0)).isEqualTo(3);
        assertThat(admitted("2001:db8:0:1:ffff::9", 0)).isZero();
        assertThat(admitted("2001:db8:0:2::1", 0)).isEqualTo(3);
        assertThat(admitted("::1", 0)).isEqualTo(3);
    }

    @Test
    void an_ipv4_address_inside_ipv6_is_the_ipv4_source() {
        admitted("192.0.2.1", 0);
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(InetAddress.ofLiteral("192.0.2.1").getAddress(), 0, mapped, 12, 4);
        assertThat(limiter.admits(mapped, 0)).isFalse();
    }

    @Test
    void a_rate_that_is_not_positive_switches_it_off_and_a_reload_counts_at_once() {
        admitted("192.0.2.1", 0);
        rate = new Rate(0, 200);
        assertThat(admitted("192.0.2.1", 0)).isEqualTo(100);
        rate = new Rate(2, 3);
        assertThat(admitted("192.0.2.1", 0)).isZero();
    }

    @Test
    void the_source_seen_longest_ago_is_forgotten() {
        admitted("192.0.2.1", 0);
        admitted("192.0.2.2", 0);
        for (int i = 0; i < SourceLimiter.CAPACITY - 1; i++) {
            limiter.admits(new byte[] {10, 0, (byte) (i >> 8), (byte) i}, 0);
            assertThat(limiter.admits(InetAddress.ofLiteral("192.0.2.2").getAddress(), 0)).isFalse();
        }
        assertThat(admitted("192.0.2.1", 0)).isEqualTo(3);
    }

    @Test
    void a_decision_allocates_nothing() {
        byte[] address = InetAddress.ofLiteral("2001:db8::1").getAddress();
        Rate fixed = new Rate(1e9, 1e9);
        SourceLimiter warm = new SourceLimiter(() -> fixed, 1);
        for (int i = 0; i < 20_000; i++) {
            warm.admits(address, i);
        }
        assertThat(Allocations.during(() -> {
            for (int i = 0; i < 10_000; i++) {
                warm.admits(address, i);
            }
        })).isLessThan(10_000);
    }

    private int admitted(String address, long nanos) {
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += limiter.admits(InetAddress.ofLiteral(address).getAddress(), nanos) ? 1 : 0;
        }
        return admitted;
    }
}

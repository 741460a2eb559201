package dev.dnsmesh.adapters.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.limit.Rate;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AddressLimiterTest {
    private final ManualTime time = new ManualTime(Instant.parse("2026-11-25T12:00:00Z"));

    @Test
    void a_bucket_starts_full_and_refills_continuously() {
        AddressLimiter limiter = new AddressLimiter(new Rate(2, 3), time);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.refuses(address("192.0.2.1"))).isEmpty();
        }
        assertThat(limiter.refuses(address("192.0.2.1"))).hasValue(1);
        time.advance(Duration.ofMillis(499));
        assertThat(limiter.refuses(address("192.0.2.1"))).hasValue(1);
        time.advance(Duration.ofMillis(1));
        assertThat(limiter.refuses(address("192.0.2.1"))).isEmpty();
        assertThat(limiter.refuses(address("192.0.2.1"))).isPresent();
    }

    @Test
    void the_wait_is_told_in_whole_seconds() {
        AddressLimiter limiter = new AddressLimiter(new Rate(5.0 / 3600, 5), time);
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.refuses(address("192.0.2.1"))).isEmpty();
        }
        assertThat(limiter.refuses(address("192.0.2.1"))).hasValue(720);
        time.advance(Duration.ofSeconds(719));
        assertThat(limiter.wouldRefuse(address("192.0.2.1"))).hasValue(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(limiter.wouldRefuse(address("192.0.2.1"))).isEmpty();
        assertThat(limiter.refuses(address("192.0.2.1"))).isEmpty();
    }

    @Test
    void ipv4_counts_by_address_and_ipv6_by_its_64() {
        AddressLimiter limiter = new AddressLimiter(new Rate(1, 1), time);
        assertThat(limiter.refuses(address("192.0.2.1"))).isEmpty();
        assertThat(limiter.refuses(address("192.0.2.2"))).isEmpty();
        assertThat(limiter.refuses(address("2001:db8:0:1::1"))).isEmpty();
        assertThat(limiter.refuses(address("2001:db8:0:1:ffff::2"))).isPresent();
        assertThat(limiter.refuses(address("2001:db8:0:2::1"))).isEmpty();
    }

    @Test
    void the_least_recently_used_of_ten_thousand_gives_way() {
        AddressLimiter limiter = new AddressLimiter(new Rate(0.001, 1), time);
        InetAddress first = address("10.255.0.1");
        assertThat(limiter.refuses(first)).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            limiter.refuses(address("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(limiter.refuses(first)).isEmpty();
        assertThat(limiter.refuses(address("10.0.39.249"))).isPresent();
    }

    @Test
    void a_rate_or_burst_of_zero_is_no_limit() {
        for (Rate off : new Rate[] {Rate.UNLIMITED, new Rate(0, 5), new Rate(5, 0), new Rate(-1, -1)}) {
            AddressLimiter limiter = new AddressLimiter(off, time);
            for (int i = 0; i < 1000; i++) {
                assertThat(limiter.refuses(address("192.0.2.1"))).isEmpty();
            }
        }
    }

    private static InetAddress address(String text) {
        return Addresses.parse(text).orElseThrow();
    }
}

package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {
    @ParameterizedTest
    @CsvSource({"1.1.1.1,1.1.1.1:53", "1.1.1.1:5353,1.1.1.1:5353", "::1,[0:0:0:0:0:0:0:1]:53", "[::1]:5300,[0:0:0:0:0:0:0:1]:5300", "[::1],[0:0:0:0:0:0:0:1]:53"})
    void reads_address_literals(String text, String shown) {
        assertThat(Upstream.parse(text, 53)).hasValueSatisfying(u -> assertThat(u).hasToString(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dns.example", "localhost:53", "1.1.1", "256.1.1.1", "1.1.1.1:0", "1.1.1.1:65536", "1.1.1.1:", "[::1", "[::1]x", "[1.1.1.1]:53", "[::1]:"})
    void refuses_everything_else(String text) {
        assertThat(Upstream.parse(text, 53)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.1.1.1,1.1.1.1:53", "tls://1.1.1.1#One.One.test,tls://1.1.1.1:853#one.one.test", "tls://[::1]:8853#dns.test,tls://[::1]:8853#dns.test",
        "tls://dns.test,tls://dns.test:853", "tls://1.1.1.1,tls://1.1.1.1:853", "https://dns.test,https://dns.test:443/dns-query",
        "https://dns.test/,https://dns.test:443/dns-query", "https://dns.test:8443/q,https://dns.test:8443/q", "https://127.0.0.1/dns-query,https://127.0.0.1:443/dns-query",
        "http://127.0.0.1:8053/dns-query,http://127.0.0.1:8053/dns-query", "http://localhost/dns-query,http://localhost:80/dns-query"})
    void reads_encrypted_ones(String text, String shown) {
        assertThat(Upstream.parseAny(text, 53)).hasValueSatisfying(u -> assertThat(u).hasToString(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.test", "tls://", "tls://dns_test", "tls://dns.test#", "tls://dns.test:0", "tls://dns.test/path", "https://", "https:///dns-query",
        "https://dns.test:99999/", "https://user@dns.test/", "https://dns.test/a b", "https://dns.test/{?dns}", "http://dns.test/dns-query", "http://192.0.2.1/",
        "quic://dns.test", "sdns://AAAA"})
    void refuses_what_is_none_of_them(String text) {
        assertThat(Upstream.parseAny(text, 53)).isEmpty();
    }
}

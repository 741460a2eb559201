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
}

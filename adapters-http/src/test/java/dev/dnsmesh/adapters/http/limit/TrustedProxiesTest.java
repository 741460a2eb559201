package dev.dnsmesh.adapters.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.limit.TrustedProxies.Network;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = new TrustedProxies(Stream.of("10.0.0.0/8", "2001:db8::/32")
            .map(text -> Network.parse(text).orElseThrow()).toList());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.1.2.3    | 203.0.113.9                        | 203.0.113.9",
        "10.1.2.3    | 198.51.100.1, 203.0.113.9          | 203.0.113.9",
        "10.1.2.3    | 203.0.113.9, 10.9.9.9              | 203.0.113.9",
        "10.1.2.3    | 203.0.113.9,2001:db8::7 , 10.9.9.9 | 203.0.113.9",
        "10.1.2.3    | [2001:db9::1]:4711                 | 2001:db9::1",
        "10.1.2.3    | 203.0.113.9:80                     | 203.0.113.9",
        "10.1.2.3    | ::ffff:203.0.113.9                 | 203.0.113.9",
        "10.1.2.3    | 10.4.4.4                           | 10.4.4.4",
        "10.1.2.3    | unknown                            | 10.1.2.3",
        "10.1.2.3    | 203.0.113.9, example.com, 10.4.4.4 | 10.4.4.4",
        "10.1.2.3    | 203.0.113.9,                       | 10.1.2.3",
        "203.0.113.1 | 198.51.100.1                       | 203.0.113.1"})
    void the_right_most_untrusted_address_is_the_client(String peer, String forwarded, String client) {
        assertThat(proxies.client(Addresses.parse(peer).orElseThrow(), Optional.of(forwarded)))
                .isEqualTo(Addresses.parse(client).orElseThrow());
    }

    @Test
    void without_the_header_it_is_the_peer() {
        var peer = Addresses.parse("10.1.2.3").orElseThrow();
        assertThat(proxies.client(peer, Optional.empty())).isEqualTo(peer);
    }

    @Test
    void loopback_is_trusted_by_default() {
        var client = Addresses.parse("203.0.113.9").orElseThrow();
        for (String peer : List.of("127.0.0.1", "127.8.9.1", "::1")) {
            assertThat(TrustedProxies.LOOPBACK.client(Addresses.parse(peer).orElseThrow(), Optional.of("203.0.113.9")))
                    .isEqualTo(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0/8x", "/8"})
    void what_is_no_block_is_refused(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void an_address_alone_is_a_block_of_one() {
        Network one = Network.parse("192.0.2.7").orElseThrow();
        assertThat(one.prefix()).isEqualTo(32);
        assertThat(one.contains(Addresses.parse("192.0.2.7").orElseThrow())).isTrue();
        assertThat(one.contains(Addresses.parse("192.0.2.6").orElseThrow())).isFalse();
    }
}

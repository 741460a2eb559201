package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.HostResolver;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link HostResolver} (client.md 7.4). */
public interface HostResolverContract {
    String KNOWN = "node.test";
    String ADDRESS = "192.0.2.7";

    /** One that finds {@link #ADDRESS} for {@link #KNOWN} and nothing for other names. */
    HostResolver newResolver();

    @Test
    default void a_literal_is_its_own_address() {
        for (String literal : List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1")) {
            assertThat(newResolver().addressesOf(literal)).extracting(InetAddress::getHostAddress).containsExactly(literal);
        }
    }

    @Test
    default void a_name_has_the_addresses_that_dns_tells() {
        assertThat(newResolver().addressesOf(KNOWN)).extracting(InetAddress::getHostAddress).containsExactly(ADDRESS);
    }

    @Test
    default void nothing_is_found_for_an_unknown_name_or_what_is_none() {
        for (String host : List.of("nowhere.test", "", ".", "a..b", "a\0b", "-\u00e9 \n", "x".repeat(64) + ".test", "x.".repeat(200),
                "256.1.1.1", "[::1", "2001:db8::g")) {
            assertThat(newResolver().addressesOf(host)).as(host).isEmpty();
        }
    }
}

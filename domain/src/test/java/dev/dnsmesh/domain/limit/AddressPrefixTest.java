package dev.dnsmesh.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressPrefixTest {
    @Test
    void a_prefix_contains_the_addresses_that_begin_with_its_bits() {
        assertContains("127.0.0.0/8", "127.255.0.1", true);
        assertContains("127.0.0.0/8", "128.0.0.1", false);
        assertContains("192.0.2.7", "192.0.2.7", true);
        assertContains("192.0.2.7", "192.0.2.8", false);
        assertContains("::1/128", "::1", true);
        assertContains("::1/128", "::2", false);
        assertContains("2001:db8:0:100::/56", "2001:db8:0:1ff::9", true);
        assertContains("2001:db8:0:100::/56", "2001:db8:0:200::9", false);
        assertContains("0.0.0.0/0", "198.51.100.1", true);
        assertContains("0.0.0.0/0", "2001:db8::1", false);
        assertContains("::/0", "198.51.100.1", true);
        assertContains("2001:db8::1/72", "2001:db8::ff:0:0:1", true);
        assertContains("2001:db8::1/72", "2001:db8:0:0:ff00::1", false);
    }

    @Test
    void host_bits_do_not_matter() {
        assertThat(AddressPrefix.parse("10.1.2.3/8")).isEqualTo(AddressPrefix.parse("10.0.0.0/8"));
    }

    @Test
    void the_prefix_of_an_address_depends_on_its_family() {
        assertThat(prefix("198.51.100.1")).isEqualTo(prefix("198.51.100.200")).isNotEqualTo(prefix("198.51.101.1"));
        assertThat(prefix("2001:db8:0:100::1")).isEqualTo(prefix("2001:db8:0:1ff::2"))
                .isNotEqualTo(prefix("2001:db8:0:200::1"));
    }

    @Test
    void an_ipv4_address_inside_ipv6_is_the_ipv4_address() {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = (byte) 198;
        mapped[13] = 51;
        mapped[14] = 100;
        mapped[15] = 1;
        assertThat(AddressPrefix.of(mapped, 24, 56)).isEqualTo(prefix("198.51.100.1"));
    }

    @Test
    void what_is_not_a_prefix_is_refused() {
        for (String text : new String[] {"", "/8", "127.0.0.1/", "127.0.0.1/33", "::1/129", "::1/-1", "localhost",
                "127.0.0.1/ 8", "127.0.0.1/8/8", "127.0.0.1/0008", "300.1.1.1"}) {
            assertThat(AddressPrefix.parse(text)).as(text).isEmpty();
        }
    }

    private static AddressPrefix prefix(String address) {
        return AddressPrefix.of(InetAddress.ofLiteral(address).getAddress(), 24, 56);
    }

    private static void assertContains(String prefix, String address, boolean expected) {
        assertThat(AddressPrefix.parse(prefix).orElseThrow().contains(InetAddress.ofLiteral(address).getAddress()))
                .as("%s contains %s", prefix, address).isEqualTo(expected);
    }
}

package dev.dnsmesh.adapters.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({"203.0.113.9,203.0.113.9", "203.0.113.9:80,203.0.113.9", "0.0.0.0,0.0.0.0", "' 255.255.255.255\t',255.255.255.255",
        "::,0:0:0:0:0:0:0:0", "::1,0:0:0:0:0:0:0:1", "1::,1:0:0:0:0:0:0:0", "2001:DB8::7,2001:db8:0:0:0:0:0:7", "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8", "[::1],0:0:0:0:0:0:0:1", "[2001:db8::1]:65535,2001:db8:0:0:0:0:0:1", "fe80::1%eth0,fe80:0:0:0:0:0:0:1",
        "[fe80::1%25eth0]:80,fe80:0:0:0:0:0:0:1", "::ffff:192.0.2.1,192.0.2.1", "64:ff9b::192.0.2.33,64:ff9b:0:0:0:0:c000:221"})
    void an_address_is_read_however_proxies_write_it(String text, String address) {
        assertThat(Addresses.parse(text)).get().extracting(InetAddress::getHostAddress).isEqualTo(address);
    }

    /** Among them names that this machine knows, and forms of IPv4 that other programs read in other ways. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost", "localhost:80", "example.com", "unknown", "_hidden", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.", ".1.2.3",
        "1..2.3", "01.2.3.4", "0x7f.0.0.1", "2130706433", "127.1", "1.2.3.4%eth0", "1.2.3.4:", "1.2.3.4:http", "1.2.3.4:123456", "[1.2.3.4]", "[1.2.3.4]:80",
        "[::1", "::1]", "[]", "[]:80", "[::1]80", "[::1]:", "[::1]:x", ":", ":::", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "g::", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:5", "1.2.3.4::", "\u0661.2.3.4", "::\uff11",
        "1.2.3.4, 5.6.7.8", "1.2.3.4\0"})
    void anything_else_is_no_address(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @Property
    void what_an_address_is_shown_as_is_read_as_that_address(@ForAll @Size(16) byte[] octets) {
        for (byte[] some : new byte[][] {octets, Arrays.copyOf(octets, 4), Arrays.copyOf(Arrays.copyOf(octets, 5), 16)}) {
            InetAddress address = Addresses.of(some);
            assertThat(Addresses.parse(address.getHostAddress())).contains(address);
        }
    }

    @Property(tries = 3000)
    void no_text_makes_it_fail_and_what_it_reads_the_jdk_reads_alike(
            @ForAll @Chars({'1', '0', 'f', ':', ':', '.', '[', ']', '%', ' '}) @StringLength(max = 24) String text) {
        Addresses.parse(text).filter(address -> !text.contains("[") && !text.matches("[^:]*:[^:]*"))
                .ifPresent(address -> assertThat(InetAddress.ofLiteral(text.strip().replaceAll("%.*", ""))).isEqualTo(address));
    }

    @Property(tries = 300)
    void no_text_at_all_makes_it_fail(@ForAll String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ":", "1:", "[", "%", " ", "1.", "\0", "a."})
    void a_very_long_text_is_no_address(String part) {
        assertThat(Addresses.parse(part.repeat(100_000))).isEmpty();
        assertThat(Addresses.parse("::1" + part.repeat(100_000))).isEmpty();
    }
}

package dev.dnsmesh.domain.record.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.octets.Octets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "169.254.169.254",
            "172.16.0.0", "172.31.255.255", "192.0.0.9", "192.0.2.1", "192.168.0.1", "198.18.0.0", "198.19.255.255",
            "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.0", "255.255.255.255"})
    void these_v4_addresses_are_nobodys_or_ones_own(String address) {
        assertThat(IpLiteral.v4(address).map(PublicAddress::is)).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
            "192.0.1.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"})
    void their_neighbours_are_public(String address) {
        assertThat(IpLiteral.v4(address).map(PublicAddress::is)).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001::1", "2001:1ff:ffff::", "2001:db8::1",
            "2002:808:808::1", "3fff:fff::1", "4000::1", "fc00::1", "fe80::1", "fec0::1", "ff02::1", "1fff::1"})
    void these_v6_addresses_are_nobodys_or_ones_own(String address) {
        assertThat(IpLiteral.v6(address).map(PublicAddress::is)).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000::1", "2001:200::1", "2001:db7::1", "2001:db9::1", "2003::1", "2606:4700:4700::1111",
            "3ffe::1", "3fff:1000::1", "2A00:1450:0:0:0:0:0:1"})
    void their_neighbours_in_v6_are_public(String address) {
        assertThat(IpLiteral.v6(address).map(PublicAddress::is)).contains(true);
    }

    @Test
    void octets_that_are_no_address_are_not_public() {
        assertThat(PublicAddress.is(Octets.EMPTY)).isFalse();
        assertThat(PublicAddress.is(Octets.of(new byte[5]))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.-4", "1.2..4", "0x1.2.3.4",
            "1.2.3.4 ", "١.2.3.4"})
    void what_is_no_dotted_quad_is_refused(String text) {
        assertThat(IpLiteral.v4(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
            "12345::", "g::", "::1%eth0", "fe80::1%1", "1.2.3.4::", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", ":1::2", "1::2:", "[::1]"})
    void what_is_no_v6_address_is_refused(String text) {
        assertThat(IpLiteral.v6(text)).isEmpty();
    }

    @Property(tries = 300)
    void every_v6_address_reads_as_the_platform_writes_it(@ForAll @Size(16) byte[] address) throws UnknownHostException {
        // of the platform only the text is used: nothing is resolved
        String text = java.net.Inet6Address.getByAddress(null, address, -1).getHostAddress();
        assertThat(IpLiteral.v6(text)).contains(Octets.of(address));
        assertThat(IpLiteral.v6(text.replaceFirst("(^|:)0(:0)+(:|$)", "::"))).contains(Octets.of(address));
    }

    @Property(tries = 300)
    void every_v4_address_reads_as_the_platform_writes_it(@ForAll @Size(4) byte[] address) throws UnknownHostException {
        assertThat(IpLiteral.v4(InetAddress.getByAddress(address).getHostAddress())).contains(Octets.of(address));
    }

    @Test
    void an_endpoint_tells_its_parts() {
        PublicEndpoint endpoint = new PublicEndpoint("HTTPS://[2606:4700::1]:8053");
        assertThat(endpoint.isHttps()).isTrue();
        assertThat(endpoint.host()).isEqualTo("[2606:4700::1]");
        assertThat(endpoint.port()).hasValue(8053);
        assertThat(new PublicEndpoint("http://node.example").isHttps()).isFalse();
        assertThat(new PublicEndpoint("http://node.example").port()).isEmpty();
    }
}

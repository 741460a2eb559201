package dev.dnsmesh.adapters.dns.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ServerCookiesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
    private static final String OTHER = "dd3bdf9344b678b185a6f5cb60fca715";
    private static final String CLIENT = "2464c4abcf10c957";
    private static final byte[] ADDRESS = InetAddress.ofLiteral("198.51.100.100").getAddress();
    private static final long MADE = 1_559_731_985L;
    private static final String VECTOR = CLIENT + "010000005cf79f111f8130c3eee29480";

    private final ServerCookies cookies = cookies(SECRET);
    private String answered = "";

    @Test
    void the_vector_of_dns_md_11_comes_out() {
        assertThat(judge(cookies, CLIENT, ADDRESS, MADE)).isFalse();
        assertThat(answered).isEqualTo(VECTOR);
    }

    @Test
    void a_valid_server_part_is_recognised_and_kept_for_half_an_hour() {
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE)).isTrue();
        assertThat(answered).isEqualTo(VECTOR);
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE + 1800)).isTrue();
        assertThat(answered).isEqualTo(VECTOR);
    }

    @Test
    void an_older_one_is_renewed_and_after_an_hour_no_longer_valid() {
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE + 1801)).isTrue();
        assertThat(answered).startsWith(CLIENT + "01000000").isNotEqualTo(VECTOR);
        assertThat(judge(cookies, answered, ADDRESS, MADE + 1801)).isTrue();
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE + 3600)).isTrue();
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE + 3601)).isFalse();
    }

    @Test
    void a_server_part_from_more_than_five_minutes_ahead_is_invalid() {
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE - 300)).isTrue();
        assertThat(judge(cookies, VECTOR, ADDRESS, MADE - 301)).isFalse();
    }

    @Test
    void any_other_octet_makes_it_invalid() {
        for (int i = 0; i < VECTOR.length() / 2; i++) {
            byte[] option = HEX.parseHex(VECTOR);
            option[i] ^= 1;
            assertThat(judge(cookies, HEX.formatHex(option), ADDRESS, MADE)).as("octet %d", i).isFalse();
        }
        assertThat(judge(cookies, VECTOR, InetAddress.ofLiteral("198.51.100.101").getAddress(), MADE)).isFalse();
        assertThat(judge(cookies, VECTOR, InetAddress.ofLiteral("2001:db8::1").getAddress(), MADE)).isFalse();
        assertThat(judge(cookies, VECTOR + "00", ADDRESS, MADE)).isFalse();
        assertThat(judge(cookies, VECTOR.substring(0, 40), ADDRESS, MADE)).isFalse();
    }

    @Test
    void an_ipv6_client_gets_a_cookie_of_its_own() {
        byte[] address = InetAddress.ofLiteral("2001:db8:220:1:59de:d0f4:8769:82b8").getAddress();
        judge(cookies, CLIENT, address, MADE);
        assertThat(judge(cookies, answered, address, MADE + 1)).isTrue();
    }

    @Test
    void the_previous_secret_verifies_but_makes_nothing() {
        ServerCookies rolled = cookies(OTHER + "," + SECRET);
        assertThat(judge(rolled, VECTOR, ADDRESS, MADE + 1801)).isTrue();
        assertThat(judge(cookies(OTHER), answered, ADDRESS, MADE + 1801)).isTrue();
        assertThat(judge(cookies(OTHER), VECTOR, ADDRESS, MADE)).isFalse();
    }

    @Test
    void the_time_wraps_around_in_2106() {
        long after = 0x1_0000_0005L;
        judge(cookies, CLIENT, ADDRESS, after - 10);
        assertThat(judge(cookies, answered, ADDRESS, after)).isTrue();
        assertThat(judge(cookies, answered, ADDRESS, after + 3600)).isFalse();
    }

    @Test
    void lengths_of_an_option() {
        for (int length = 0; length <= 50; length++) {
            assertThat(ServerCookies.isWellFormed(length)).as("%d", length)
                    .isEqualTo(length == 8 || length >= 16 && length <= 40);
        }
        assertThat(ServerCookies.hasServerPart(8)).isFalse();
        assertThat(ServerCookies.hasServerPart(16)).isTrue();
    }

    @Test
    void secrets_are_32_hex_digits_and_perhaps_as_many_again() {
        assertThat(CookieSecrets.parse(SECRET)).isPresent();
        assertThat(CookieSecrets.parse(SECRET.toUpperCase(java.util.Locale.ROOT) + ", " + OTHER)).isPresent();
        for (String text : new String[] {"", SECRET.substring(2), SECRET + "00", SECRET + ",", "," + SECRET,
                SECRET + "," + OTHER + "," + OTHER, "z" + SECRET.substring(1)}) {
            assertThat(CookieSecrets.parse(text)).as(text).isEmpty();
        }
        assertThat(CookieSecrets.parse(SECRET).orElseThrow().toString()).doesNotContain("e5e973");
    }

    private static ServerCookies cookies(String secrets) {
        return new ServerCookies(CookieSecrets.parse(secrets).orElseThrow());
    }

    /** With the option in the middle of a message. */
    private boolean judge(ServerCookies by, String option, byte[] address, long now) {
        byte[] message = HEX.parseHex("ffff" + option + "ffff");
        byte[] target = new byte[3 + ServerCookies.OPTION_LENGTH];
        boolean valid = by.answer(message, 2, option.length() / 2, address, now, target, 3);
        answered = HEX.formatHex(target, 3, target.length);
        return valid;
    }
}

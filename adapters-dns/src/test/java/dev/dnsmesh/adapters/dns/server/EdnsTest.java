package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.limit.ResponseRates;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

/** OPT, sizes, options and cookies (dns.md 10.7, 10.8, 10.10, 10.12). */
class EdnsTest {
    private static final String APEX = "mesh.example.com";
    private static final String NAME = "a." + APEX;
    private static final byte[] NOTHING = {};
    private static final int NSID = 3;
    private static final int COOKIE = 10;
    private static final int KEEPALIVE = 11;
    private static final int PADDING = 12;
    private static final byte[] CLIENT = Fixture.hex("0102030405060708");
    private static final int BADVERS = 16;
    private static final int BADCOOKIE = 23;

    private final Fixture fixture = new Fixture();

    private static RawMessage asking() {
        return RawMessage.query(NAME, RawMessage.TXT);
    }

    private Response udp(RawMessage request) {
        return Response.of(fixture.udp(request.bytes()));
    }

    private Response tcp(RawMessage request) {
        return Response.of(fixture.tcp(request.bytes()));
    }

    private void fill(int values, int octets) {
        for (int i = 0; i < values; i++) {
            byte[] value = new byte[octets];
            Arrays.fill(value, (byte) 'a');
            value[0] = (byte) i;
            fixture.zone.with(NAME, value, 60);
        }
    }

    @Test
    void opt_is_in_the_response_iff_it_was_in_the_request() {
        assertThat(udp(asking()).opt()).isEmpty();
        assertThat(udp(asking().opt(4096, 0, 0, NOTHING)).opt()).hasValueSatisfying(opt -> {
            assertThat(opt.getPayloadSize()).isEqualTo(1232);
            assertThat(opt.getVersion()).isZero();
            assertThat(opt.getFlags()).isZero();
        });
    }

    @Test
    void do_is_copied_and_every_other_flag_is_not() {
        assertThat(udp(asking().opt(4096, 0, 0xffff, NOTHING)).opt().orElseThrow().getFlags()).isEqualTo(0x8000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255})
    void another_version_gets_badvers_with_the_question_and_our_version(int version) {
        fill(1, 10);
        for (byte[] options : new byte[][] {NOTHING, RawMessage.option(100, new byte[3]), {1, 2, 3}}) {
            Response response = udp(asking().opt(4096, version, 0x8080, options));
            assertThat(response.rcode()).isEqualTo(BADVERS);
            assertThat(response.flags()).isEqualTo(0x8000);
            assertThat(response.octets()[3] & 0xf).isZero();
            assertThat(response.message().getQuestion().getName()).hasToString(NAME + ".");
            assertThat(response.answers()).isEmpty();
            assertThat(response.opt()).hasValueSatisfying(opt -> assertThat(opt.getVersion()).isZero());
        }
        assertThat(fixture.outcomes("badvers")).isEqualTo(3);
    }

    @Test
    void the_version_is_judged_before_the_tsig() {
        byte[] request = SignedRequest.of(asking().opt(4096, 1, 0, NOTHING)).badMac().bytes();
        Response response = Response.of(fixture.udp(request));
        assertThat(response.rcode()).isEqualTo(BADVERS);
        assertThat(response.tsig()).isEmpty();
    }

    @Test
    void unknown_options_are_ignored_and_not_echoed() {
        Response response = udp(asking().opt(4096, 0, 0, RawMessage.option(65_001, new byte[100])));
        assertThat(response.opt().orElseThrow().getOptions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,512", "511,512", "512,512", "600,600", "1232,1232", "4096,1232", "65535,1232"})
    void a_udp_response_fits_the_clients_size_and_ours_and_512_is_always_granted(int size, int limit) {
        int overhead = 12 + NAME.length() + 2 + 4 + 12 + 11;
        int fits = limit - overhead - (limit - overhead + 255) / 256;
        fill(1, fits);
        Response whole = udp(asking().opt(size, 0, 0, NOTHING));
        assertThat(whole.octets()).hasSizeBetween(limit - 1, limit);
        assertThat(whole.answers()).hasSize(1);
        fixture.zone.with("b." + APEX, new byte[fits + 2], 60);
        Response cut = Response.of(fixture.udp(RawMessage.query("b." + APEX, RawMessage.TXT).opt(size, 0, 0, NOTHING).bytes()));
        assertThat(cut.isTruncated()).isTrue();
        assertThat(cut.answers()).isEmpty();
    }

    @Test
    void without_opt_a_udp_response_has_512_octets_at_most() {
        fill(2, 220);
        assertThat(udp(asking()).isTruncated()).isFalse();
        fill(1, 20);
        assertThat(udp(asking()).isTruncated()).isTrue();
    }

    @Test
    void a_truncated_response_keeps_aa_question_opt_and_signature_and_never_a_part_of_the_rrset() {
        fill(30, 200);
        byte[] request = SignedRequest.of(asking().flags(0x0100).opt(1232, 0, 0x8000, NOTHING)).bytes();
        Response response = Response.of(fixture.udp(request));
        assertThat(response.flags()).isEqualTo(0x8000 | 0x0400 | 0x0200 | 0x0100);
        assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.message().getQuestion()).isNotNull();
        assertThat(response.answers()).isEmpty();
        assertThat(response.authorities()).isEmpty();
        assertThat(response.opt()).isPresent();
        assertThat(response.tsig()).isPresent();
    }

    @Test
    void the_room_of_the_signature_is_kept_free_before_records_are_put_in() {
        fill(1, 480);
        assertThat(udp(asking().opt(600, 0, 0, NOTHING)).answers()).hasSize(1);
        Response signed = Response.of(fixture.udp(SignedRequest.of(asking().opt(600, 0, 0, NOTHING)).bytes()));
        assertThat(signed.isTruncated()).isTrue();
        assertThat(signed.octets().length).isLessThanOrEqualTo(600);
    }

    @Test
    void no_response_to_the_longest_names_is_larger_than_allowed() {
        fixture.settings = Settings.with(fixture.settings, "n".repeat(64), "");
        String longest = ("q".repeat(63) + ".").repeat(3) + "q".repeat(44) + "." + APEX;
        String key = ("k".repeat(63) + ".").repeat(3) + "k".repeat(61);
        byte[] options = concat(RawMessage.option(NSID, NOTHING), RawMessage.option(COOKIE, CLIENT), RawMessage.option(PADDING, new byte[9]));
        fixture.keys.with(Keys.key(key, dev.dnsmesh.domain.access.TsigAlgorithm.HMAC_SHA512));
        for (byte[] request : new byte[][] {
                SignedRequest.of(RawMessage.query(longest, 16).opt(512, 0, 0, options)).key(key).algorithm("hmac-sha512", "HmacSHA512").bytes(),
                SignedRequest.of(RawMessage.query(longest, 16).opt(512, 0, 0, options)).key(key).time(0).algorithm("hmac-sha512", "HmacSHA512").bytes(),
                SignedRequest.of(RawMessage.query(longest, 16).opt(512, 0, 0, options)).key(key).bytes()}) {
            Response response = Response.of(fixture.udp(request));
            assertThat(response.octets().length).isLessThanOrEqualTo(512);
            assertThat(response.tsig()).isPresent();
        }
    }

    @Test
    void edns_does_not_limit_tcp() {
        fill(30, 2000);
        assertThat(tcp(asking().opt(512, 0, 0, NOTHING)).answers()).hasSize(30);
    }

    @Test
    void over_tcp_more_than_65535_octets_are_servfail_signed_where_the_request_was() {
        fill(33, 2000);
        Response response = tcp(asking());
        assertThat(response.rcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(response.isAuthoritative()).isFalse();
        assertThat(response.message().getQuestion()).isNotNull();
        assertThat(response.answers()).isEmpty();
        assertThat(Response.of(fixture.tcp(SignedRequest.of(asking()).bytes())).tsig()).isPresent();
    }

    @Test
    void nsid_is_told_when_asked_for_and_configured() {
        assertThat(udp(asking().opt(1232, 0, 0, RawMessage.option(NSID, NOTHING))).option(NSID)).isEmpty();
        fixture.settings = Settings.with(fixture.settings, "node-a", "");
        assertThat(udp(asking().opt(1232, 0, 0, RawMessage.option(NSID, NOTHING))).option(NSID)).hasValue("node-a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(udp(asking().opt(1232, 0, 0, NOTHING)).option(NSID)).isEmpty();
    }

    @Test
    void keepalive_is_answered_over_tcp_in_tenths_of_a_second_and_ignored_over_udp() {
        RawMessage request = asking().opt(1232, 0, 0, RawMessage.option(KEEPALIVE, NOTHING));
        assertThat(tcp(request).option(KEEPALIVE)).hasValue(new byte[] {0, 100});
        assertThat(udp(request).option(KEEPALIVE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 400, 900})
    void a_padded_request_gets_a_padded_response_within_the_limit(int octets) {
        fill(1, octets);
        RawMessage request = asking().opt(1232, 0, 0, RawMessage.option(PADDING, new byte[20]));
        int plain = udp(asking().opt(1232, 0, 0, NOTHING)).octets().length;
        assertThat(udp(request).octets()).hasSize(Math.min(1232, (plain + 4 + 467) / 468 * 468));
        byte[] signed = fixture.udp(SignedRequest.of(request).bytes()).orElseThrow();
        assertThat(signed.length).isLessThanOrEqualTo(1232);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 15, 41, 100})
    void a_cookie_of_another_length_gets_formerr(int octets) {
        Response response = udp(asking().opt(1232, 0, 0, RawMessage.option(COOKIE, new byte[octets])));
        assertThat(response.rcode()).isEqualTo(Rcode.FORMERR);
        assertThat(response.option(COOKIE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 40})
    void every_response_to_a_well_formed_cookie_carries_one(int octets) {
        byte[] option = RawMessage.option(COOKIE, Arrays.copyOf(CLIENT, octets));
        for (RawMessage request : List.of(asking().opt(1232, 0, 0, option), RawMessage.of(2).opt(1232, 0, 0, option),
                RawMessage.query("example.org", 16).opt(1232, 0, 0, option), RawMessage.update(APEX).opt(1232, 0, 0, option),
                asking().opt(1232, 0, 0, option).octets(new byte[1]))) {
            assertThat(udp(request).option(COOKIE)).hasValueSatisfying(cookie ->
                    assertThat(cookie).hasSize(24).startsWith(CLIENT));
        }
    }

    @Test
    void a_cookie_alone_is_a_request() {
        Response fresh = udp(RawMessage.of(0).opt(1232, 0, 0, RawMessage.option(COOKIE, CLIENT)));
        assertThat(fresh.rcode()).isEqualTo(Rcode.NOERROR);
        byte[] cookie = fresh.option(COOKIE).orElseThrow();
        Response valid = udp(RawMessage.of(0).opt(1232, 0, 0, RawMessage.option(COOKIE, cookie)));
        assertThat(valid.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(valid.option(COOKIE)).hasValue(cookie);
        cookie[20] ^= 1;
        assertThat(udp(RawMessage.of(0).opt(1232, 0, 0, RawMessage.option(COOKIE, cookie))).rcode()).isEqualTo(BADCOOKIE);
    }

    @Test
    void where_cookies_are_off_the_option_is_unknown() {
        fixture.cookies = false;
        assertThat(udp(asking().opt(1232, 0, 0, RawMessage.option(COOKIE, new byte[3]))).rcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(udp(asking().opt(1232, 0, 0, RawMessage.option(COOKIE, CLIENT))).option(COOKIE)).isEmpty();
        assertThat(udp(RawMessage.of(0).opt(1232, 0, 0, RawMessage.option(COOKIE, CLIENT))).rcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void a_valid_cookie_proves_the_address_of_an_update() {
        byte[] cookie = udp(asking().opt(1232, 0, 0, RawMessage.option(COOKIE, CLIENT))).option(COOKIE).orElseThrow();
        udp(RawMessage.update(APEX).opt(1232, 0, 0, RawMessage.option(COOKIE, cookie)));
        udp(RawMessage.update(APEX).opt(1232, 0, 0, RawMessage.option(COOKIE, CLIENT)));
        tcp(RawMessage.update(APEX));
        assertThat(fixture.applied).extracting(ApplyUpdate.Request::provable).containsExactly(true, false, true);
    }

    @Test
    void a_second_cookie_option_does_not_count() {
        byte[] two = concat(RawMessage.option(COOKIE, CLIENT), RawMessage.option(COOKIE, new byte[3]));
        assertThat(udp(asking().opt(1232, 0, 0, two)).option(COOKIE)).hasValueSatisfying(cookie -> assertThat(cookie).startsWith(CLIENT));
    }

    @Test
    void suppressed_answers_are_slipped_dropped_or_replaced_by_badcookie() {
        fill(1, 10);
        fixture.rates = new ResponseRates(true, 1, 1, 1, 2, List.of());
        RequestHandler handler = fixture.handler();
        byte[] plain = asking().bytes();
        assertThat(sent(handler, plain).answers()).hasSize(1);
        assertThat(Fixture.handled(handler, plain, ApplyUpdate.Transport.DATAGRAM)).isEmpty();
        Response slipped = sent(handler, plain);
        assertThat(slipped.flags()).isEqualTo(0x8200);
        assertThat(slipped.answers()).isEmpty();
        assertThat(slipped.message().getQuestion()).isNotNull();
        Response cookie = sent(handler, asking().opt(1232, 0, 0, RawMessage.option(COOKIE, CLIENT)).bytes());
        assertThat(cookie.rcode()).isEqualTo(BADCOOKIE);
        byte[] valid = RawMessage.option(COOKIE, cookie.option(COOKIE).orElseThrow());
        assertThat(sent(handler, asking().opt(1232, 0, 0, valid).bytes()).answers()).hasSize(1);
        assertThat(sent(handler, SignedRequest.of(asking()).bytes()).answers()).hasSize(1);
        assertThat(Response.of(Fixture.handled(handler, plain, ApplyUpdate.Transport.STREAM)).answers()).hasSize(1);
        assertThat(fixture.outcomes("rrl_slipped")).isEqualTo(1);
        assertThat(fixture.outcomes("rrl_dropped")).isEqualTo(1);
        assertThat(fixture.outcomes("badcookie")).isEqualTo(1);
    }

    @Test
    void suppressed_errors_are_dropped_whatever_they_are() {
        fixture.rates = new ResponseRates(true, 1, 1, 1, 1, List.of());
        RequestHandler handler = fixture.handler();
        assertThat(Fixture.handled(handler, RawMessage.of(2).bytes(), ApplyUpdate.Transport.DATAGRAM)).isPresent();
        for (byte[] request : new byte[][] {RawMessage.of(2).bytes(), RawMessage.of(0).octets(new byte[1]).bytes(),
                RawMessage.query("example.org", 16).bytes(), asking().opt(512, 1, 0, NOTHING).bytes(),
                SignedRequest.of(asking()).badMac().bytes()}) {
            assertThat(Fixture.handled(handler, request, ApplyUpdate.Transport.DATAGRAM)).isEmpty();
        }
        assertThat(fixture.outcomes("rrl_dropped")).isEqualTo(5);
    }

    @Test
    void results_of_updates_are_not_counted_against_the_client() {
        fixture.rates = new ResponseRates(true, 1, 1, 1, 1, List.of());
        RequestHandler handler = fixture.handler();
        for (int i = 0; i < 5; i++) {
            assertThat(sent(handler, RawMessage.update(APEX).bytes()).rcode()).isEqualTo(Rcode.NOERROR);
        }
    }

    private static Response sent(RequestHandler handler, byte[] request) {
        return Response.of(Fixture.handled(handler, request, ApplyUpdate.Transport.DATAGRAM));
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;

/** Answers to questions of class IN and CH (dns.md 4, 10.1, 10.10, 10.11). */
class QueryTest {
    private static final String APEX = "mesh.example.com";
    private static final int HINFO = 13;
    private static final int ANY = 255;

    private final Fixture fixture = new Fixture();

    private Response asked(String name, int type) {
        return Response.of(fixture.udp(RawMessage.query(name, type).bytes()));
    }

    private static byte[] joined(TXTRecord record) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        record.getStringsAsByteArrays().forEach(all::writeBytes);
        return all.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "254,1", "255,1", "256,2", "510,2", "511,3", "2048,9"})
    void a_value_is_cut_into_strings_of_255_octets_the_last_one_shorter(int octets, int strings) {
        byte[] value = new byte[octets];
        for (int i = 0; i < octets; i++) {
            value[i] = (byte) i;
        }
        fixture.zone.with("a." + APEX, value, 60);
        Response response = Response.of(fixture.tcp(RawMessage.query("a." + APEX, RawMessage.TXT).bytes()));
        TXTRecord record = (TXTRecord) response.answers().getFirst();
        assertThat(joined(record)).isEqualTo(value);
        assertThat(record.getStringsAsByteArrays()).hasSize(strings)
                .satisfies(cut -> assertThat(cut.subList(0, strings - 1)).allMatch(string -> string.length == 255));
    }

    @Test
    void the_header_has_qr_aa_and_the_rd_that_was_sent_and_nothing_else() {
        fixture.zone.with("a." + APEX, "v", 60);
        for (int sent : new int[] {0x0000, 0x0100, 0x0010, 0x0020, 0x0040, 0x0080, 0x0200, 0x0400, 0x07f0}) {
            byte[] request = RawMessage.query("a." + APEX, RawMessage.TXT).flags(sent).bytes();
            assertThat(Response.of(fixture.udp(request)).flags()).isEqualTo(0x8400 | sent & 0x0100);
        }
    }

    @Test
    void question_and_owners_come_back_in_the_letter_case_that_was_asked() {
        fixture.zone.with("slot-1.mb-0123456789ab." + APEX, "v", 60);
        Response response = asked("sLoT-1.MB-0123456789aB.mesh.EXAMPLE.com", RawMessage.TXT);
        assertThat(response.message().getQuestion().getName()).hasToString("sLoT-1.MB-0123456789aB.mesh.EXAMPLE.com.");
        assertThat(response.answers().getFirst().getName()).hasToString("sLoT-1.MB-0123456789aB.mesh.EXAMPLE.com.");
        Response negative = asked("Nobody.mesh.EXAMPLE.com", RawMessage.TXT);
        assertThat(negative.authorities().getFirst().getName()).hasToString("mesh.EXAMPLE.com.");
    }

    @Test
    void all_records_have_the_shortest_life_that_is_left_but_no_more_than_our_own() {
        fixture.zone.with("a." + APEX, "v1", 59).with("a." + APEX, "v2", 7).with("a." + APEX, "v3", 86_400);
        assertThat(asked("a." + APEX, RawMessage.TXT).answers()).hasSize(3).allMatch(rr -> rr.getTTL() == 7);
        fixture.zone.with("b." + APEX, "v", 86_400);
        assertThat(asked("b." + APEX, RawMessage.TXT).answers()).allMatch(rr -> rr.getTTL() == FakeZone.TTL);
    }

    @Test
    void every_negative_answer_carries_one_soa() {
        fixture.zone.with("slot-1.mb-0123456789ab." + APEX, "v", 60);
        for (int type : new int[] {1, 2, 15, 16, 28, 99, 255, 65_535}) {
            Response missing = asked("nobody." + APEX, type);
            assertThat(missing.rcode()).isEqualTo(Rcode.NXDOMAIN);
            Response between = asked("mb-0123456789ab." + APEX, type);
            assertThat(between.rcode()).isEqualTo(Rcode.NOERROR);
            for (Response negative : new Response[] {missing, between}) {
                assertThat(negative.isAuthoritative()).isTrue();
                assertThat(negative.answers()).isEmpty();
                assertThat(negative.authorities()).singleElement().isInstanceOfSatisfying(SOARecord.class, soa -> {
                    assertThat(soa.getName()).hasToString("mesh.example.com.");
                    assertThat(soa.getTTL()).isEqualTo(FakeZone.NEGATIVE_TTL);
                    assertThat(soa.getMinimum()).isEqualTo(FakeZone.NEGATIVE_TTL);
                });
            }
        }
    }

    @Test
    void a_name_outside_every_zone_is_refused_without_aa_and_soa() {
        for (String name : new String[] {"example.org", "", "com", "xmesh.example.com"}) {
            Response response = asked(name, RawMessage.TXT);
            assertThat(response.rcode()).isEqualTo(Rcode.REFUSED);
            assertThat(response.flags()).isEqualTo(0x8000);
            assertThat(response.authorities()).isEmpty();
            assertThat(response.message().getQuestion()).isNotNull();
        }
    }

    @Test
    void without_zones_what_is_not_stored_does_not_exist_on_nobodys_authority() {
        fixture.zone.refuseNothing();
        Response response = asked("example.org", RawMessage.TXT);
        assertThat(response.rcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(response.flags()).isEqualTo(0x8000);
        assertThat(response.authorities()).isEmpty();
    }

    @Test
    void any_octets_may_be_asked_for() {
        byte[] odd = new byte[] {5, 'a', '.', 0, (byte) 0xff, '*'};
        byte[] request = RawMessage.of(0).count(0, 1).octets(odd).octets(RawMessage.name(APEX)).u16(16).u16(1).bytes();
        Response response = Response.of(fixture.udp(request));
        assertThat(response.rcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(Arrays.copyOfRange(response.octets(), 12, request.length)).isEqualTo(Arrays.copyOfRange(request, 12, request.length));
    }

    @Test
    void any_is_answered_with_one_hinfo_over_udp_and_tcp() {
        fixture.zone.with("a." + APEX, "v", 60);
        byte[] request = RawMessage.query("a." + APEX, ANY).bytes();
        for (Response response : new Response[] {Response.of(fixture.udp(request)), Response.of(fixture.tcp(request))}) {
            assertThat(response.answers()).singleElement().isInstanceOfSatisfying(HINFORecord.class, hinfo -> {
                assertThat(hinfo.getCPU()).isEqualTo("RFC8482");
                assertThat(hinfo.getOS()).isEmpty();
                assertThat(hinfo.getTTL()).isEqualTo(FakeZone.TTL);
            });
        }
    }

    @Test
    void a_failure_of_the_storage_is_answered_servfail_with_the_question() {
        fixture.zone.breakDown();
        Response response = asked("a." + APEX, RawMessage.TXT);
        assertThat(response.rcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(response.isAuthoritative()).isFalse();
        assertThat(response.message().getQuestion()).isNotNull();
    }

    @Test
    void class_ch_tells_the_identity_and_version_that_were_configured() {
        fixture.settings = Settings.with(fixture.settings, "node-a", "dnsmesh");
        for (String name : new String[] {"ID.server", "hostname.bind", "version.bind", "version.SERVER"}) {
            Response response = Response.of(fixture.udp(RawMessage.of(0).question(name, 16, Wire.CLASS_CH).bytes()));
            assertThat(response.isAuthoritative()).isTrue();
            assertThat(response.answers()).singleElement().satisfies(rr -> {
                assertThat(((TXTRecord) rr).getStrings()).containsExactly(name.toLowerCase(java.util.Locale.ROOT).startsWith("version") ? "dnsmesh" : "node-a");
                assertThat(rr.getDClass()).isEqualTo(3);
                assertThat(rr.getTTL()).isZero();
                assertThat(rr.getName()).hasToString(name + ".");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.server", "version.bind", "mesh.example.com", "a.mesh.example.com", "authors.bind"})
    void class_ch_is_refused_where_nothing_is_configured_and_never_shows_records(String name) {
        fixture.zone.with("a." + APEX, "v", 60);
        for (int type : new int[] {16, ANY, HINFO}) {
            Response response = Response.of(fixture.udp(RawMessage.of(0).question(name, type, Wire.CLASS_CH).bytes()));
            assertThat(response.rcode()).isEqualTo(Rcode.REFUSED);
            assertThat(response.answers()).isEmpty();
            assertThat(response.isAuthoritative()).isFalse();
        }
    }

    @Test
    void each_answer_is_counted_by_its_rcode() {
        asked("nobody." + APEX, 16);
        asked("nobody." + APEX, 252);
        assertThat(fixture.outcomes("nxdomain")).isEqualTo(1);
        assertThat(fixture.outcomes("refused")).isEqualTo(1);
    }
}

package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** Every row of dns.md 10.5. */
class TsigTest {
    private static final String APEX = "mesh.example.com";
    private static final byte[] NOTHING = {};
    private static final long NOW = Fixture.NOW.getEpochSecond();

    private final Fixture fixture = new Fixture();

    private static SignedRequest update() {
        return SignedRequest.of(RawMessage.update(APEX)
                .record(2, RawMessage.name("id-2bd806c97f0e00af." + APEX), RawMessage.TXT, 1, 300, RawMessage.txt("v")));
    }

    private static SignedRequest query(String name) {
        return SignedRequest.of(RawMessage.query(name, RawMessage.TXT));
    }

    private Response answered(SignedRequest request) {
        return Response.of(fixture.udp(request.bytes()));
    }

    private void assertUnsigned(Response response, int error) {
        assertThat(response.rcode()).isEqualTo(Rcode.NOTAUTH);
        assertThat(response.message().getQuestion()).isNotNull();
        TSIGRecord tsig = response.tsig().orElseThrow();
        assertThat(tsig.getError()).isEqualTo(error);
        assertThat(tsig.getSignature()).isEmpty();
        assertThat(tsig.getOther()).isNullOrEmpty();
        assertThat(tsig.getTimeSigned().getEpochSecond()).isEqualTo(NOW);
        assertThat(tsig.getFudge().toSeconds()).isEqualTo(300);
        assertThat(tsig.getOriginalID()).isEqualTo(0x1234);
        assertThat(fixture.applied).isEmpty();
    }

    private static int tsigAt(Response response) {
        TSIGRecord tsig = response.tsig().orElseThrow();
        int rdata = tsig.getAlgorithm().length() + 16 + tsig.getSignature().length
                + (tsig.getOther() == null ? 0 : tsig.getOther().length);
        int fixed = response.octets().length - rdata - Wire.FIXED;
        // the key's tail may be a pointer to the question; find the owner that ends there
        byte[] key = RawMessage.name(Keys.ALICE);
        int literal = fixed - key.length;
        if (literal >= 0 && Arrays.equals(response.octets(), literal, fixed, key, 0, key.length)) {
            return literal;
        }
        return fixed - 2 - (key[0] + 1);
    }

    @ParameterizedTest
    @CsvSource({"hmac-sha256,HmacSHA256,HMAC_SHA256", "hmac-sha384,HmacSHA384,HMAC_SHA384", "HMAC-SHA512,HmacSHA512,HMAC_SHA512"})
    void each_algorithm_is_verified_and_answered_with_its_own_mac(String name, String jdk, TsigAlgorithm algorithm)
            throws Exception {
        fixture.keys.with(Keys.key(Keys.ALICE, algorithm));
        SignedRequest request = update().algorithm(name, jdk);
        Response response = answered(request);
        assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.tsig().orElseThrow().getSignature()).hasSize(algorithm.macLength())
                .isEqualTo(request.expectedOn(response.octets(), tsigAt(response), NOW, 300, 0, NOTHING));
    }

    @Test
    void dnsjava_verifies_our_answer_to_its_own_request() throws Exception {
        fixture.time.set(java.time.Instant.now());
        TSIG key = new TSIG(TSIG.HMAC_SHA256, Name.fromString(Keys.ALICE), Keys.counting(32));
        for (String name : new String[] {APEX + ".", "missing." + APEX + ".", "elsewhere.example.", Keys.ALICE}) {
            Message request = Message.newQuery(org.xbill.DNS.Record.newRecord(Name.fromString(name), 16, 1));
            request.setTSIG(key);
            byte[] sent = request.toWire(65_535);
            Response response = Response.of(fixture.udp(sent));
            assertThat(key.verify(response.message(), response.octets(), new Message(sent).getTSIG())).isEqualTo(Rcode.NOERROR);
        }
    }

    @Test
    void a_signed_query_is_answered_signed_whatever_the_answer() {
        fixture.zone.with("a." + APEX, "v", 60);
        for (String name : new String[] {"a." + APEX, "missing." + APEX, "elsewhere.example"}) {
            SignedRequest request = query(name);
            Response response = answered(request);
            assertThat(response.tsig().orElseThrow().getSignature())
                    .isEqualTo(request.expectedOn(response.octets(), tsigAt(response), NOW, 300, 0, NOTHING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH", "NOTZONE"})
    void every_outcome_of_a_verified_update_is_answered_signed(String rcode) {
        fixture.outcome = any -> new ApplyUpdate.Outcome.Denied(dev.dnsmesh.domain.dns.Rcode.valueOf(rcode), "test");
        SignedRequest request = update();
        Response response = answered(request);
        assertThat(Rcode.string(response.rcode())).isEqualTo(rcode);
        assertThat(response.tsig().orElseThrow().getSignature())
                .isEqualTo(request.expectedOn(response.octets(), tsigAt(response), NOW, 300, 0, NOTHING));
    }

    @Test
    void a_failure_of_the_storage_is_answered_servfail_and_signed() {
        fixture.outcome = any -> {
            throw new dev.dnsmesh.application.port.out.StorageUnavailable("gone");
        };
        SignedRequest request = update();
        Response response = answered(request);
        assertThat(response.rcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(response.tsig()).isPresent();
    }

    @Test
    void unknown_revoked_and_expired_keys_get_one_and_the_same_answer() {
        fixture.keys.withExpired("expired.mesh.example.com", Fixture.NOW)
                .withRevoked("revoked.mesh.example.com", Fixture.NOW.minusSeconds(1));
        for (String name : new String[] {"nobody1.mesh.example.com", "expired.mesh.example.com", "revoked.mesh.example.com"}) {
            assertUnsigned(answered(update().key(name)), 17);
        }
        assertThat(fixture.outcomes("tsig_badkey")).isEqualTo(3);
        assertThat(fixture.outcomes("tsig_failed")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-sha384", "hmac-md5.sig-alg.reg.int", "hmac-sha1", "hmac-sha224", "hmac-sha256-128",
            "hmac-sha384-192", "hmac-sha512-256", "gss-tsig", "gss.microsoft.com", "", "x"})
    void an_algorithm_that_is_not_the_keys_gets_badkey(String algorithm) {
        assertUnsigned(answered(update().algorithm(algorithm, "HmacSHA256")), 17);
    }

    @Test
    void an_algorithm_name_of_255_octets_gets_badkey_and_one_octet_more_formerr() {
        String longest = ("a".repeat(63) + ".").repeat(3) + "b".repeat(61);
        assertUnsigned(answered(update().algorithm(longest, "HmacSHA256")), 17);
        assertFormerr(update().algorithm(longest + "b", "HmacSHA256").bytes());
    }

    @Test
    void a_compressed_algorithm_name_gets_formerr() {
        assertFormerr(update().algorithmWire(new byte[] {(byte) 0xc0, 12}).bytes());
        assertFormerr(update().algorithmWire(new byte[] {3, 'x', 'y', 'z', (byte) 0xc0, 12}).bytes());
        assertFormerr(update().algorithmWire(new byte[] {(byte) 0xff, (byte) 0xff}).bytes());
    }

    @Test
    void odd_key_names_get_badkey() {
        for (String name : new String[] {"", "x", "a b.example", "(.example", "a\\b", "\u00e4.example"}) {
            assertUnsigned(answered(update().key(name)), 17);
        }
    }

    @Test
    void a_key_name_in_another_letter_case_is_the_same_key_and_comes_back_as_it_was_sent() {
        SignedRequest request = update().key("ALICE-03a107bf-ff8d98.Mesh.example.com");
        Response response = answered(request);
        assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.tsig().orElseThrow().getName().toString()).isEqualTo("ALICE-03a107bf-ff8d98.Mesh.example.com.");
    }

    @Test
    void a_wrong_mac_gets_badsig() {
        assertUnsigned(answered(update().badMac()), 16);
        assertUnsigned(answered(update().secret(Keys.counting(31))), 16);
        assertThat(fixture.outcomes("tsig_badsig")).isEqualTo(2);
    }

    @Test
    void a_wrong_mac_at_a_wrong_time_gets_badsig() {
        assertUnsigned(answered(update().badMac().time(NOW - 10_000)), 16);
    }

    @Test
    void a_wrong_short_mac_gets_badsig_not_badtrunc() {
        assertUnsigned(answered(update().badMac().macLength(16)), 16);
    }

    @Test
    void no_flipped_bit_of_the_signed_part_verifies() {
        byte[] sound = update().bytes();
        int ends = sound.length - 6 - 32;
        for (int at = 3; at < ends; at++) {
            byte[] flipped = sound.clone();
            flipped[at] ^= 0x40;
            if (Arrays.equals(lower(flipped, at), lower(sound, at))) {
                continue;
            }
            fixture.udp(flipped);
        }
        assertThat(fixture.applied).extracting(ApplyUpdate.Request::authority)
                .allSatisfy(authority -> assertThat(authority).isInstanceOf(ApplyUpdate.Authority.Unsigned.class));
    }

    private static byte[] lower(byte[] octets, int at) {
        byte[] lowered = octets.clone();
        if (lowered[at] >= 'A' && lowered[at] <= 'Z') {
            lowered[at] += 32;
        }
        return lowered;
    }

    static Stream<Arguments> times() {
        return Stream.of(Arguments.of(0, 300, true), Arguments.of(-300, 300, true), Arguments.of(300, 300, true),
                Arguments.of(-301, 300, false), Arguments.of(301, 300, false), Arguments.of(-301, 600, false),
                Arguments.of(11, 10, false), Arguments.of(10, 10, true), Arguments.of(1, 0, false),
                Arguments.of(0xffffffffffffL - NOW, 300, false), Arguments.of(-NOW, 0xffff, false));
    }

    @ParameterizedTest
    @MethodSource("times")
    void a_time_beyond_fudge_and_our_own_bound_gets_badtime_signed_with_the_servers_time(long offset, int fudge, boolean right) {
        SignedRequest request = update().time(NOW + offset).fudge(fudge);
        Response response = answered(request);
        if (right) {
            assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
            return;
        }
        byte[] serverTime = new byte[6];
        Wire.put48(serverTime, 0, NOW);
        assertThat(response.rcode()).isEqualTo(Rcode.NOTAUTH);
        TSIGRecord tsig = response.tsig().orElseThrow();
        assertThat(tsig.getError()).isEqualTo(18);
        assertThat(tsig.getOther()).isEqualTo(serverTime);
        assertThat(tsig.getTimeSigned().getEpochSecond()).isEqualTo(NOW + offset);
        assertThat(tsig.getFudge().toSeconds()).isEqualTo(fudge);
        assertThat(tsig.getSignature())
                .isEqualTo(request.expectedOn(response.octets(), tsigAt(response), NOW + offset, fudge, 18, serverTime));
        assertThat(fixture.outcomes("tsig_badtime")).isEqualTo(1);
        assertThat(fixture.applied).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 31})
    void a_shortened_mac_that_holds_gets_badtrunc_signed_in_full_length(int octets) {
        SignedRequest request = update().macLength(octets);
        Response response = answered(request);
        assertThat(response.rcode()).isEqualTo(Rcode.NOTAUTH);
        assertThat(response.tsig().orElseThrow().getError()).isEqualTo(22);
        assertThat(response.tsig().orElseThrow().getSignature()).hasSize(32)
                .isEqualTo(request.expectedOn(response.octets(), tsigAt(response), NOW, 300, 22, NOTHING));
        assertThat(fixture.outcomes("tsig_badtrunc")).isEqualTo(1);
        assertThat(fixture.applied).isEmpty();
    }

    @Test
    void a_shortened_mac_at_a_wrong_time_gets_badtime() {
        assertThat(answered(update().macLength(16).time(NOW - 1000)).tsig().orElseThrow().getError()).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 15, 33, 64, 1000})
    void a_mac_that_is_too_short_or_too_long_gets_formerr(int octets) {
        assertTsigFault(update().macLength(octets).bytes());
    }

    @Test
    void a_record_that_is_not_as_rfc_8945_says_gets_formerr() {
        assertTsigFault(update().error(16).bytes());
        assertTsigFault(update().rrClass(1).bytes());
        assertTsigFault(update().ttl(1).bytes());
    }

    @Test
    void a_tsig_that_is_not_the_last_record_or_not_alone_or_elsewhere_gets_formerr() {
        byte[] signed = update().bytes();
        assertTsigFault(raw(signed, 1).record(3, RawMessage.name("x"), 1, 1, 0, new byte[4]).bytes());
        byte[] tsig = Arrays.copyOfRange(signed, update().message().length, signed.length);
        assertTsigFault(withRest(signed, tsig));
        byte[] inAuthority = signed.clone();
        Wire.put16(inAuthority, 8, 2);
        Wire.put16(inAuthority, 10, 0);
        assertTsigFault(inAuthority);
    }

    @Test
    void a_tsig_whose_lengths_do_not_add_up_gets_formerr() {
        byte[] signed = update().bytes();
        for (int length : new int[] {1, 0xffff}) {
            byte[] other = signed.clone();
            Wire.put16(other, other.length - 2, length);
            assertFormerr(other);
        }
        int macLengthAt = signed.length - 6 - 32 - 2;
        for (int length : new int[] {31, 33, 0xffff}) {
            byte[] mac = signed.clone();
            Wire.put16(mac, macLengthAt, length);
            assertFormerr(mac);
        }
    }

    @Test
    void other_data_in_a_request_is_part_of_what_is_signed() {
        assertThat(answered(update().other(new byte[] {1, 2, 3})).rcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void a_forwarder_may_have_changed_the_id() {
        Response response = answered(update().originalId(0x7777));
        assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.tsig().orElseThrow().getOriginalID()).isEqualTo(0x1234);
    }

    @Test
    void a_node_without_a_keystore_answers_badkey() {
        fixture.updatesOpen = false;
        assertUnsigned(answered(update()), 17);
        assertUnsigned(answered(query(APEX)), 17);
    }

    @Test
    void an_unsigned_update_is_refused_where_updates_are_off() {
        fixture.updatesOpen = false;
        Response response = Response.of(fixture.udp(RawMessage.update(APEX).flags(0x0100).bytes()));
        assertThat(response.rcode()).isEqualTo(Rcode.REFUSED);
        assertThat(response.flags()).isEqualTo(0xa800);
    }

    @Test
    void a_keystore_that_fails_gets_servfail_unsigned() {
        RequestHandler handler = new RequestHandler(new DnsServices(fixture.settings, fixture.guards(), () -> fixture.zone,
                fixture.zone, new UpdateService.Open(any -> new ApplyUpdate.Outcome.Applied(), name -> {
                    throw new dev.dnsmesh.application.port.out.StorageUnavailable("gone");
                }), fixture.time, new Outcomes(fixture.meter), new Refusals(fixture.time)));
        Response response = Response.of(Fixture.handled(handler, update().bytes(), ApplyUpdate.Transport.DATAGRAM));
        assertThat(response.rcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(response.tsig()).isEmpty();
    }

    private static RawMessage raw(byte[] message, int additional) {
        RawMessage raw = RawMessage.of(5);
        for (int section = 0; section < 4; section++) {
            raw.count(section, Wire.u16(message, 4 + 2 * section));
        }
        assertThat(Wire.u16(message, 10)).isEqualTo(additional);
        return raw.octets(Arrays.copyOfRange(message, 12, message.length));
    }

    private static byte[] withRest(byte[] message, byte[] record) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(message);
        all.writeBytes(record);
        byte[] octets = all.toByteArray();
        Wire.put16(octets, 10, Wire.u16(octets, 10) + 1);
        return octets;
    }

    /** FORMERR with the zone entry, and no TSIG. */
    private void assertTsigFault(byte[] request) {
        Response response = Response.of(fixture.udp(request));
        assertThat(response.rcode()).isEqualTo(Rcode.FORMERR);
        assertThat(response.octets()).hasSize(12 + APEX.length() + 2 + 4);
        assertThat(response.flags()).isEqualTo(0xa800);
        assertThat(fixture.applied).isEmpty();
    }

    private void assertFormerr(byte[] request) {
        Response response = Response.of(fixture.udp(request));
        assertThat(response.rcode()).isEqualTo(Rcode.FORMERR);
        assertThat(response.isHeaderOnly()).isTrue();
        assertThat(fixture.applied).isEmpty();
    }
}

package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.WireRequest.ADDITIONAL;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.ANY;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.IN;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.PREREQUISITE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.QUERY;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.SOA;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.TXT;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.UPDATE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.concat;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.query;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.shorts;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.DnsPeer.Response;
import dev.dnsmesh.bootstrap.blackbox.SigningKey.Signed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Datagrams that nobody should send (dns.md 10.1, 10.2, 10.7, 10.8, 10.10, 10.11, 10.13), at a launched node: each gets what the
 * specification names or nothing, and afterwards the process is up and the store holds what it held.
 */
class HostileDnsTest {
    private static final String ZONE = "mesh.local";
    private static final String TAKEN = "taken." + ZONE;
    private static final int FORMERR = 1;
    private static final int NXDOMAIN = 3;
    private static final int NOTIMP = 4;
    private static final int REFUSED = 5;
    private static final int QR = 0x8000;
    private static final byte[] NOTHING = {};
    private static final byte[] ROOT = {0};

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static SigningKey operator;
    private static StoreView store;

    private DnsPeer peer;
    private String before = "";

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).start();
        operator = SigningKey.of(node.issueKey("alice@mesh.local"));
        store = new StoreView(node, TAKEN);
        try (DnsPeer writer = DnsPeer.of(node)) {
            assertThat(writer.ask(operator.sign(update(ZONE).add(TAKEN, 600, "kept")).octets()).rcode()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void look() {
        peer = DnsPeer.of(node);
        before = store.contents();
        assertThat(before).contains("kept");
    }

    @AfterEach
    void the_node_is_up_and_its_store_as_it_was() {
        assertThat(node.isAlive()).isTrue();
        assertThat(store.contents()).isEqualTo(before);
        peer.close();
    }

    static Stream<Arguments> unreadable() {
        byte[] sound = query(ZONE, SOA).bytes();
        return Stream.of(
                bad("a header that promises everything", WireRequest.of(QUERY).count(0, 0xffff).count(1, 0xffff).count(2, 0xffff).count(3, 0xffff)),
                bad("an UPDATE that promises everything", WireRequest.of(UPDATE).count(0, 0xffff).count(1, 0xffff).count(2, 0xffff).count(3, 0xffff)),
                bad("a question that is not there", WireRequest.of(QUERY).count(0, 1)),
                bad("a record that is not there", query(ZONE, SOA).count(ADDITIONAL, 1)),
                bad("an octet too many", query(ZONE, SOA).octets(ROOT)),
                bad("no question", WireRequest.of(QUERY)),
                bad("two questions", query(ZONE, SOA).question(ZONE, SOA, IN)),
                bad("a name that points to itself", WireRequest.of(QUERY).count(0, 1).numbers(0xc00c, SOA, IN)),
                bad("a name that points ahead", WireRequest.of(QUERY).count(0, 1).numbers(0xc0ff, SOA, IN)),
                bad("a name that points into the header", WireRequest.of(QUERY).count(0, 1).numbers(0xc004, SOA, IN)),
                bad("a label of 64 octets", WireRequest.of(QUERY).count(0, 1).octets(concat(new byte[] {64}, new byte[64], ROOT)).numbers(SOA, IN)),
                bad("a name of 256 octets", WireRequest.of(QUERY).question(("a".repeat(62) + ".").repeat(4) + "ab", SOA, IN)),
                bad("RDATA beyond the end", query(ZONE, SOA).count(ADDITIONAL, 1).octets(ROOT).numbers(TXT, IN, 0, 0, 1)),
                bad("two OPT", query(ZONE, SOA).opt(1232, NOTHING).opt(1232, NOTHING)),
                bad("an OPT with an owner", query(ZONE, SOA).record(ADDITIONAL, ZONE, 41, 1232, 0, NOTHING)),
                bad("an OPT among the answers", query(ZONE, SOA).record(PREREQUISITE, ROOT, 41, 1232, 0, NOTHING)),
                bad("options that end early", query(ZONE, SOA).opt(1232, new byte[] {0, 3, 0})),
                bad("an option beyond the end", query(ZONE, SOA).opt(1232, shorts(3, 1))),
                bad("an UPDATE cut in its change", Arrays.copyOf(update(ZONE).delete(TAKEN).bytes(), 40)),
                Arguments.of("8193 octets", concat(sound, new byte[8193 - sound.length])),
                Arguments.of("65,507 octets", concat(sound, new byte[65_507 - sound.length])));
    }

    private static Arguments bad(String what, WireRequest request) {
        return Arguments.of(what, request.bytes());
    }

    private static Arguments bad(String what, byte[] request) {
        return Arguments.of(what, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void what_cannot_be_read_is_formerr_with_the_header_only(String what, byte[] request) {
        Response response = peer.ask(request);
        assertThat(response.rcode()).isEqualTo(FORMERR);
        assertThat(response.octets()).hasSize(12);
        assertThat(response.flags()).isEqualTo(QR | (request[2] & 0x78) << 8);
    }

    @Test
    void the_same_over_tcp() {
        unreadable().map(arguments -> (byte[]) arguments.get()[1]).filter(request -> request.length <= 8192).forEach(request ->
                assertThat(peer.askOverTcp(request)).returns(FORMERR, Response::rcode).returns(true, Response::isHeaderOnly));
    }

    @Test
    void an_option_of_a_cookie_too_short_or_too_long_is_formerr_with_opt() {
        for (int octets : new int[] {0, 7, 9, 15, 41}) {
            Response response = peer.ask(query(ZONE, SOA).opt(1232, concat(shorts(10, octets), new byte[octets])).bytes());
            assertThat(response.rcode()).isEqualTo(FORMERR);
            assertThat(response.message().getOPT()).isNotNull();
        }
    }

    @Test
    void too_short_for_a_header_or_itself_a_response_is_never_answered() {
        for (byte[] silent : new byte[][] {new byte[0], new byte[1], new byte[11], query(ZONE, SOA).flags(QR).bytes(),
                update(ZONE).flags(QR).delete(TAKEN).bytes(), operator.sign(update(ZONE).flags(QR).delete(TAKEN)).octets()}) {
            peer.expectSilence(silent);
        }
    }

    static Stream<Arguments> answered() {
        return Stream.of(
                answered("opcode STATUS", NOTIMP, WireRequest.of(2).question(ZONE, SOA, IN)),
                answered("opcode NOTIFY", NOTIMP, WireRequest.of(4).question(ZONE, SOA, IN)),
                answered("opcode 15", NOTIMP, WireRequest.of(15)),
                answered("AXFR", REFUSED, query(ZONE, 252)), answered("IXFR", REFUSED, query(ZONE, 251)),
                answered("MAILA", NOTIMP, query(ZONE, 254)), answered("MAILB", NOTIMP, query(ZONE, 253)),
                answered("type OPT", FORMERR, query(ZONE, 41)), answered("type TKEY", FORMERR, query(ZONE, 249)),
                answered("type TSIG", FORMERR, query(ZONE, 250)),
                answered("class ANY", REFUSED, WireRequest.of(QUERY).question(ZONE, TXT, ANY)),
                answered("class NONE", REFUSED, WireRequest.of(QUERY).question(ZONE, TXT, 254)),
                answered("class 0", REFUSED, WireRequest.of(QUERY).question(ZONE, TXT, 0)),
                answered("the version", REFUSED, WireRequest.of(QUERY).question("version.bind", TXT, 3)),
                answered("a record in class CH", REFUSED, WireRequest.of(QUERY).question(TAKEN, TXT, 3)),
                answered("another zone", REFUSED, query("example.org", TXT)),
                answered("the root", REFUSED, query("", 2)),
                answered("a wildcard", NXDOMAIN, query("*." + ZONE, TXT)),
                answered("a name of any octets", NXDOMAIN, query("a\u0000\u00ff \\." + ZONE, TXT)),
                answered("ANY of nothing", NXDOMAIN, query("nobody." + ZONE, 255)));
    }

    private static Arguments answered(String what, int rcode, WireRequest request) {
        return Arguments.of(what, rcode, request.bytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answered")
    void what_is_not_served_here_is_told_so(String what, int rcode, byte[] request) {
        for (Response response : List.of(peer.ask(request), peer.askOverTcp(request))) {
            assertThat(response.rcode()).isEqualTo(rcode);
            assertThat(response.answers()).isZero();
        }
    }

    @Test
    void any_gets_the_one_record_of_rfc8482() {
        assertThat(peer.ask(query(TAKEN, 255).bytes()).message().getSection(org.xbill.DNS.Section.ANSWER)).singleElement()
                .hasToString(TAKEN + ".\t60\tIN\tHINFO\t\"RFC8482\" \"\"");
    }

    @Test
    void another_version_of_edns_is_badvers_before_anything_else() {
        byte[] unknown = operator.withName("nobody." + ZONE).sign(query(ZONE, SOA).record(ADDITIONAL, ROOT, 41, 1232, 1 << 16, NOTHING)).octets();
        byte[] deletion = update(ZONE).delete(TAKEN).record(ADDITIONAL, ROOT, 41, 1232, 1 << 16, NOTHING).bytes();
        for (byte[] request : new byte[][] {unknown, deletion, operator.sign(deletion).octets()}) {
            Response response = peer.ask(request);
            assertThat(response.message().getRcode()).isEqualTo(16);
            assertThat(response.message().getOPT().getVersion()).isZero();
            assertThat(response.message().getTSIG()).isNull();
        }
    }

    @Test
    void a_cookie_alone_gets_one_and_a_wrong_one_badcookie() {
        byte[] client = {1, 2, 3, 4, 5, 6, 7, 8};
        Response given = peer.ask(WireRequest.of(QUERY).opt(1232, concat(shorts(10, 8), client)).bytes());
        assertThat(given.message().getRcode()).isZero();
        assertThat(given.octets()).hasSize(12 + 11 + 4 + 24);
        Response wrong = peer.ask(WireRequest.of(QUERY).opt(1232, concat(shorts(10, 24), client, new byte[16])).bytes());
        assertThat(wrong.message().getRcode()).isEqualTo(23);
    }

    @Test
    void every_response_sent_back_is_ignored_and_as_a_request_does_no_harm() {
        List<byte[]> responses = new ArrayList<>();
        Stream.concat(unreadable().limit(19), answered()).map(arguments -> (byte[]) arguments.get()[arguments.get().length - 1])
                .forEach(request -> responses.add(peer.ask(request).octets()));
        byte[] deletion = update(ZONE).delete("nobody." + ZONE).bytes();
        for (SigningKey key : List.of(operator, operator.withName("nobody." + ZONE), operator.withDamagedMac(), operator.withTime(1),
                operator.withMacLength(16), operator.withMacLength(3))) {
            responses.add(peer.ask(key.sign(deletion).octets()).octets());
            responses.add(peer.ask(key.sign(query(TAKEN, TXT)).octets()).octets());
        }
        responses.add(peer.ask(update(ZONE).delete(TAKEN).bytes()).octets());
        responses.add(peer.ask(query(TAKEN, TXT).opt(4096, NOTHING).bytes()).octets());
        assertThat(responses).hasSizeGreaterThan(50);
        for (byte[] response : responses) {
            try (DnsPeer another = DnsPeer.of(node)) {
                another.expectSilence(response);
                byte[] request = response.clone();
                request[2] &= 0x7f;
                another.ask(request);
                assertThat(another.askOverTcp(request).octets()[2] & 0x80).isNotZero();
            }
        }
    }

    @Test
    void garbage_is_answered_or_ignored_but_never_more_than_once() {
        Random random = new Random(20_261_125);
        for (int i = 0; i < 150; i++) {
            byte[] garbage = new byte[random.nextInt(600)];
            random.nextBytes(garbage);
            peer.send(garbage);
            boolean answerable = garbage.length >= 12 && garbage[2] >= 0;
            if (answerable) {
                assertThat(Arrays.copyOf(peer.receive().octets(), 2)).isEqualTo(Arrays.copyOf(garbage, 2));
            }
        }
        assertThat(peer.ask(query(TAKEN, TXT).bytes()).answers()).as("nothing more is under way").isEqualTo(1);
    }

    @Test
    void a_signed_question_gets_a_signed_answer_whatever_it_is() {
        for (WireRequest request : List.of(query(TAKEN, TXT), query("nobody." + ZONE, 28), query("example.org", TXT), query(ZONE, 252),
                query(ZONE, 254), query(ZONE, 249), WireRequest.of(QUERY).question(ZONE, TXT, ANY))) {
            Signed signed = operator.sign(request);
            assertThat(operator.verdictOf(peer.ask(signed.octets()).octets(), signed))
                    .returns(true, SigningKey.Verdict::verified).returns(0, SigningKey.Verdict::error);
        }
    }
}

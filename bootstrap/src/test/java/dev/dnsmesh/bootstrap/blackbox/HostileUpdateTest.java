package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.WireRequest.ADDITIONAL;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.ANY;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.CHANGE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.IN;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.NONE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.PREREQUISITE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.SOA;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.TXT;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.UPDATE;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.name;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.txt;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.DnsPeer.Response;
import dev.dnsmesh.bootstrap.blackbox.SigningKey.Signed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.xbill.DNS.Section;

/**
 * UPDATEs that a launched node must not take (dns.md 5, 10.3 to 10.6, 10.14 to 10.16), over sockets: each gets the RCODE that
 * the specification names, and afterwards the process is up and the store holds what it held.
 */
class HostileUpdateTest {
    private static final String ZONE = "mesh.local";
    private static final String TAKEN = "taken." + ZONE;
    private static final String SLOT = "slot-1.mb-0123456789ab." + ZONE;
    private static final int NOERROR = 0;
    private static final int FORMERR = 1;
    private static final int REFUSED = 5;
    private static final int YXDOMAIN = 6;
    private static final int YXRRSET = 7;
    private static final int NXRRSET = 8;
    private static final int NXDOMAIN = 3;
    private static final int NOTAUTH = 9;
    private static final int NOTZONE = 10;
    private static final byte[] NOTHING = {};

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    /** May write the whole zone. */
    private static SigningKey operator;
    /** May write what a registered user may. */
    private static SigningKey user;
    private static StoreView store;

    private DnsPeer peer;
    private String before = "";

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).start();
        operator = SigningKey.of(node.issueKey("alice@mesh.local"));
        user = SigningKey.registered(node, "bob@mesh.local");
        store = new StoreView(node, TAKEN, SLOT, "full." + ZONE, "new." + ZONE);
        try (DnsPeer writer = DnsPeer.of(node)) {
            assertThat(writer.ask(operator.sign(update(ZONE).add(TAKEN, 600, "kept")).octets()).rcode()).isZero();
            assertThat(writer.ask(user.sign(update(ZONE).add(SLOT, 600, "v=dmp1;t=manifest;d=kept")).octets()).rcode()).isZero();
            WireRequest full = update(ZONE);
            for (int i = 0; i < 64; i++) {
                full.add("full." + ZONE, 600, "value " + i);
            }
            assertThat(writer.ask(operator.sign(full).octets()).rcode()).isZero();
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
        assertThat(before).contains("kept", "value 63");
    }

    @AfterEach
    void the_node_is_up_and_its_store_as_it_was() {
        assertThat(node.isAlive()).isTrue();
        assertThat(store.contents()).isEqualTo(before);
        peer.close();
    }

    static Stream<Arguments> unacceptable() {
        return Stream.of(
                refused("a zone below ours", NOTAUTH, update("sub." + ZONE).add("a.sub." + ZONE, 60, "v")),
                refused("a zone above ours", NOTAUTH, update("local").add(TAKEN, 60, "v")),
                refused("somebody else's zone", NOTAUTH, update("example.org").add("a.example.org", 60, "v")),
                refused("the root as zone", NOTAUTH, update("").add(TAKEN, 60, "v")),
                refused("a zone of type A", FORMERR, WireRequest.of(UPDATE).question(ZONE, 1, IN).add(TAKEN, 60, "v")),
                refused("a zone of class CH", FORMERR, WireRequest.of(UPDATE).question(ZONE, SOA, 3).add(TAKEN, 60, "v")),
                refused("a zone of class ANY", FORMERR, WireRequest.of(UPDATE).question(ZONE, SOA, ANY).add(TAKEN, 60, "v")),
                refused("no zone", FORMERR, WireRequest.of(UPDATE).add(TAKEN, 60, "v")),
                refused("two zones", FORMERR, update(ZONE).question(ZONE, SOA, IN).add(TAKEN, 60, "v")),
                refused("an owner elsewhere", NOTZONE, update(ZONE).add("a.example.org", 60, "v")),
                refused("an owner that only ends alike", NOTZONE, update(ZONE).add("a.xmesh.local", 60, "v")),
                refused("an owner above the zone", NOTZONE, update(ZONE).add("local", 60, "v")),
                refused("a good record and one elsewhere", NOTZONE, update(ZONE).add("new." + ZONE, 60, "v").add("a.example.org", 60, "v")),
                refused("an owner with an asterisk", REFUSED, update(ZONE).add("*." + ZONE, 60, "v")),
                refused("an owner with a space", REFUSED, update(ZONE).add("a b." + ZONE, 60, "v")),
                refused("an owner with an octet beyond ASCII", REFUSED, update(ZONE).add("b\u00fccher." + ZONE, 60, "v")),
                refused("non-ASCII text", FORMERR, update(ZONE).add(TAKEN, 60, "caf\u00e9")),
                refused("text that is no UTF-8", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, IN, 60, new byte[] {2, (byte) 0xc3, 0x28})),
                refused("a line feed", FORMERR, update(ZONE).add(TAKEN, 60, "a\nb")),
                refused("a NUL", FORMERR, update(ZONE).add(TAKEN, 60, "a\0b")),
                refused("a quotation mark", FORMERR, update(ZONE).add(TAKEN, 60, "a\"b")),
                refused("the empty value", FORMERR, update(ZONE).add(TAKEN, 60, "")),
                refused("a TXT without a string", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, IN, 60, NOTHING)),
                refused("a string longer than its RDATA", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, IN, 60, new byte[] {9, 'a'})),
                refused("2049 octets", REFUSED, update(ZONE).add(TAKEN, 60, "x".repeat(2049))),
                refused("a TTL over the cap", REFUSED, update(ZONE).add(TAKEN, 86_401, "v")),
                refused("one value too many", REFUSED, update(ZONE).add("full." + ZONE, 60, "value 64")),
                refused("65 values at once", REFUSED, additions(65)),
                refused("257 updates", REFUSED, deletions(CHANGE, 257)),
                refused("65 prerequisites", REFUSED, deletions(PREREQUISITE, 65)),
                refused("an address", REFUSED, update(ZONE).record(CHANGE, TAKEN, 1, IN, 60, new byte[4])),
                refused("a name server for the zone", REFUSED, update(ZONE).record(CHANGE, ZONE, 2, IN, 60, name(ZONE))),
                refused("a good record and an address", REFUSED, update(ZONE).add("new." + ZONE, 60, "v").record(CHANGE, TAKEN, 1, IN, 60, new byte[4])),
                refused("an addition of type ANY", FORMERR, update(ZONE).record(CHANGE, TAKEN, 255, IN, 60, NOTHING)),
                refused("an addition of type AXFR", FORMERR, update(ZONE).record(CHANGE, TAKEN, 252, IN, 60, NOTHING)),
                refused("an addition of class CH", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, 3, 60, txt("v"))),
                refused("a value to delete with a TTL", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, NONE, 60, txt("kept"))),
                refused("an RRset to delete with a TTL", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, ANY, 60, NOTHING)),
                refused("an RRset to delete with RDATA", FORMERR, update(ZONE).record(CHANGE, TAKEN, TXT, ANY, 0, txt("kept"))),
                refused("a value of type ANY to delete", FORMERR, update(ZONE).record(CHANGE, TAKEN, 255, NONE, 0, NOTHING)),
                refused("a deletion and one elsewhere", NOTZONE, update(ZONE).delete(TAKEN).delete("a.example.org")),
                refused("no claim where claims stand", REFUSED, update(ZONE).add("claim-0.mb-0123456789ab." + ZONE, 60, "v=dmp1;t=claim;AAAA")),
                refused("a prerequisite with a TTL", FORMERR, update(ZONE).record(PREREQUISITE, TAKEN, TXT, ANY, 1, NOTHING).delete(TAKEN)),
                refused("a prerequisite elsewhere", NOTZONE, update(ZONE).record(PREREQUISITE, "a.example.org", TXT, ANY, 0, NOTHING).delete(TAKEN)),
                refused("a prerequisite of class CH", FORMERR, update(ZONE).record(PREREQUISITE, TAKEN, TXT, 3, 0, NOTHING).delete(TAKEN)),
                refused("a prerequisite of class ANY with RDATA", FORMERR, update(ZONE).record(PREREQUISITE, TAKEN, TXT, ANY, 0, txt("kept")).delete(TAKEN)),
                refused("a name that shall be there", NXDOMAIN, update(ZONE).record(PREREQUISITE, "new." + ZONE, 255, ANY, 0, NOTHING).delete(TAKEN)),
                refused("an RRset that shall be there", NXRRSET, update(ZONE).record(PREREQUISITE, TAKEN, 1, ANY, 0, NOTHING).delete(TAKEN)),
                refused("a name that shall not be there", YXDOMAIN, update(ZONE).record(PREREQUISITE, TAKEN, 255, NONE, 0, NOTHING).delete(TAKEN)),
                refused("an RRset that shall not be there", YXRRSET, update(ZONE).record(PREREQUISITE, TAKEN, TXT, NONE, 0, NOTHING).delete(TAKEN)),
                refused("an RRset that shall hold another value", NXRRSET, update(ZONE).record(PREREQUISITE, TAKEN, TXT, IN, 0, txt("other")).delete(TAKEN)));
    }

    private static Arguments refused(String what, int rcode, WireRequest request) {
        return Arguments.of(what, rcode, request.bytes());
    }

    private static WireRequest additions(int count) {
        WireRequest request = update(ZONE);
        for (int i = 0; i < count; i++) {
            request.add("new." + ZONE, 60, "value " + i);
        }
        return request;
    }

    private static WireRequest deletions(int section, int count) {
        WireRequest request = update(ZONE);
        for (int i = 0; i < count; i++) {
            request.record(section, TAKEN, TXT, ANY, 0, NOTHING);
        }
        return request;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unacceptable")
    void what_the_whole_zones_key_may_not_do_either_is_answered_signed(String what, int rcode, byte[] request) {
        Signed signed = operator.sign(request);
        for (Response response : new Response[] {peer.ask(signed.octets()), peer.askOverTcp(operator.withTime(Instant.now().getEpochSecond() - 1).sign(request).octets())}) {
            assertThat(response.rcode()).isEqualTo(rcode);
            assertThat(response.flags()).as("QR and the opcode, Z bits zero").isEqualTo(0xa800);
            assertThat(response.answers()).isZero();
        }
        Signed again = operator.withTime(Instant.now().getEpochSecond() - 2).sign(request);
        assertThat(operator.verdictOf(peer.ask(again.octets()).octets(), again))
                .returns(true, SigningKey.Verdict::verified).returns(0, SigningKey.Verdict::error);
    }

    static Stream<Arguments> beyondAUser() {
        return Stream.of(
                refused("a foreign owner", REFUSED, update(ZONE).add("id-0123456789abcdef." + ZONE, 60, "v=dmp1;t=identity;d=AAAA")),
                refused("a foreign owner, beside his own", REFUSED, update(ZONE).add(SLOT, 60, "v=dmp1;t=manifest;d=BBBB")
                        .add("id-0123456789abcdef." + ZONE, 60, "v=dmp1;t=identity;d=AAAA")),
                refused("the operator's record", REFUSED, update(ZONE).delete(TAKEN)),
                refused("the apex", REFUSED, update(ZONE).add(ZONE, 60, "v=spf1 -all")),
                refused("DELETE of an RRset through a wildcard", REFUSED, update(ZONE).delete(SLOT)),
                refused("DELETE of everything through a wildcard", REFUSED, update(ZONE).record(CHANGE, SLOT, 255, ANY, 0, NOTHING)),
                refused("DELETE of a value through a wildcard", REFUSED, update(ZONE).record(CHANGE, SLOT, TXT, NONE, 0, txt("v=dmp1;t=manifest;d=kept"))),
                refused("a wildcard of no characters", REFUSED, update(ZONE).add("chunk--." + ZONE, 60, "v=dmp1;t=chunk;d=AAAA")),
                refused("a name above a chunk", REFUSED, update(ZONE).add("_acme-challenge.chunk-0001-0123456789ab." + ZONE, 60, "v=dmp1;t=chunk;d=AAAA")),
                refused("another kind of record in a slot", REFUSED, update(ZONE).add(SLOT, 60, "v=dmp1;t=chunk;d=AAAA")),
                refused("another kind of text in a slot", REFUSED, update(ZONE).add(SLOT, 60, "v=spf1 -all")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyondAUser")
    void what_a_users_key_may_not_do_is_refused(String what, int rcode, byte[] request) {
        Signed signed = user.sign(request);
        Response response = peer.ask(signed.octets());
        assertThat(response.rcode()).isEqualTo(rcode);
        assertThat(user.verdictOf(response.octets(), signed).verified()).isTrue();
    }

    static Stream<Arguments> unsigned() {
        return Stream.of(
                refused("an addition", REFUSED, update(ZONE).add("new." + ZONE, 60, "v")),
                refused("a deletion", REFUSED, update(ZONE).delete(TAKEN)),
                refused("nothing", REFUSED, update(ZONE)),
                refused("a question", REFUSED, update(ZONE).record(PREREQUISITE, TAKEN, TXT, ANY, 0, NOTHING)),
                refused("a slot", REFUSED, update(ZONE).add(SLOT, 60, "v=dmp1;t=manifest;d=AAAA")),
                refused("what is no claim", REFUSED, update(ZONE).add("claim-0.mb-0123456789ab." + ZONE, 60, "v=dmp1;t=claim;" + "A".repeat(188))),
                refused("a zone of somebody else", NOTAUTH, update("example.org").add("a.example.org", 60, "v")),
                refused("an owner elsewhere", NOTZONE, update(ZONE).add("a.example.org", 60, "v")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsigned")
    void without_a_key_nothing_but_claims_is_taken(String what, int rcode, byte[] request) {
        for (Response response : new Response[] {peer.ask(request), peer.askOverTcp(request)}) {
            assertThat(response.rcode()).isEqualTo(rcode);
            assertThat(response.octets()).as("the zone is echoed").hasSize(12 + name(ZONE).length + 4 + (rcode == NOTAUTH ? 1 : 0));
        }
    }

    @Test
    void the_largest_allowed_is_taken() {
        SigningKey fresh = SigningKey.of(node.issueKey("carol@mesh.local")); // its 400 operations are all there
        WireRequest most = update(ZONE);
        for (int i = 0; i < 128; i++) {
            most.add("new." + ZONE, 86_400, "x".repeat(20) + i % 64).record(CHANGE, "new." + ZONE, TXT, NONE, 0, txt("x".repeat(20) + i % 64));
        }
        assertThat(peer.askOverTcp(fresh.sign(most).octets()).rcode()).isEqualTo(NOERROR);
        assertThat(peer.ask(fresh.sign(update(ZONE).add("new." + ZONE, 86_400, "x".repeat(2048))).octets()).rcode()).isEqualTo(NOERROR);
        assertThat(peer.ask(fresh.sign(update(ZONE).delete("new." + ZONE)).octets()).rcode()).isEqualTo(NOERROR);
    }

    @Test
    void a_replayed_update_is_answered_and_does_nothing() {
        Signed addition = operator.sign(update(ZONE).add("new." + ZONE, 600, "once"));
        assertThat(peer.ask(addition.octets()).rcode()).isEqualTo(NOERROR);
        assertThat(store.contents()).contains("once");
        assertThat(peer.ask(operator.sign(update(ZONE).delete("new." + ZONE)).octets()).rcode()).isEqualTo(NOERROR);

        for (Response replayed : List.of(peer.ask(addition.octets()), peer.askOverTcp(addition.octets()))) {
            assertThat(replayed.rcode()).isEqualTo(NOERROR);
            assertThat(operator.verdictOf(replayed.octets(), addition).verified()).isTrue();
        }
        Signed refused = operator.sign(update(ZONE).add("new." + ZONE, 86_401, "never"));
        assertThat(peer.ask(refused.octets()).rcode()).isEqualTo(REFUSED);
        assertThat(peer.ask(refused.octets()).rcode()).isEqualTo(REFUSED);
    }

    static Stream<Arguments> unverifiable() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of("an unknown key", operator.withName("nobody." + ZONE), SigningKey.BADKEY, false),
                Arguments.of("a key beyond key names", operator.withName("a b"), SigningKey.BADKEY, false),
                Arguments.of("an algorithm of no key", operator.withAlgorithm("hmac-md5.sig-alg.reg.int"), SigningKey.BADKEY, false),
                Arguments.of("an algorithm of other keys", operator.withAlgorithm("hmac-sha512"), SigningKey.BADKEY, false),
                Arguments.of("an algorithm without name", operator.withAlgorithm(""), SigningKey.BADKEY, false),
                Arguments.of("the key's name with somebody else's secret", user.withName(operator.keyName()), SigningKey.BADSIG, false),
                Arguments.of("a MAC one bit off", operator.withDamagedMac(), SigningKey.BADSIG, false),
                Arguments.of("a MAC one bit off, and late", operator.withDamagedMac().withTime(now - 1000), SigningKey.BADSIG, false),
                Arguments.of("301 seconds late", operator.withTime(now - 320), SigningKey.BADTIME, true),
                Arguments.of("301 seconds early", operator.withTime(now + 320), SigningKey.BADTIME, true),
                Arguments.of("in 1970", operator.withTime(1), SigningKey.BADTIME, true),
                Arguments.of("in the year 8921556", operator.withTime((1L << 48) - 1), SigningKey.BADTIME, true),
                Arguments.of("half of a MAC", operator.withMacLength(16), SigningKey.BADTRUNC, true),
                Arguments.of("nearly all of a MAC", operator.withMacLength(31), SigningKey.BADTRUNC, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unverifiable")
    void a_signature_that_does_not_hold_is_answered_notauth_with_its_reason(String what, SigningKey key, int error, boolean signedAnswer) {
        Signed request = key.sign(update(ZONE).delete(TAKEN));
        for (Response response : List.of(peer.ask(request.octets()), peer.askOverTcp(request.octets()))) {
            assertThat(response.rcode()).isEqualTo(NOTAUTH);
            SigningKey.Verdict verdict = key.verdictOf(response.octets(), request);
            assertThat(verdict.error()).isEqualTo(error);
            assertThat(verdict.verified()).isEqualTo(signedAnswer);
            assertThat(verdict.macLength()).isEqualTo(signedAnswer ? 32 : 0);
            long now = Instant.now().getEpochSecond();
            if (error == SigningKey.BADTIME) {
                assertThat(verdict.timeSigned()).isEqualTo(key.time());
                assertThat(verdict.other()).hasSize(6);
                assertThat(new java.math.BigInteger(1, verdict.other()).longValue()).isBetween(now - 60, now);
            } else {
                assertThat(verdict.timeSigned()).isBetween(now - 60, now);
                assertThat(verdict.other()).isEmpty();
            }
        }
    }

    static Stream<Arguments> faulty() {
        byte[] deletion = update(ZONE).delete(TAKEN).bytes();
        return Stream.of(
                Arguments.of("no MAC", cut(operator.sign(deletion), 0)),
                Arguments.of("a MAC of 9 octets", operator.withMacLength(9).sign(deletion).octets()),
                Arguments.of("a MAC of 15 octets", operator.withMacLength(15).sign(deletion).octets()),
                Arguments.of("a MAC of 33 octets", operator.withMacLength(33).sign(deletion).octets()),
                Arguments.of("class IN", operator.withFields(IN, 0, 0).sign(deletion).octets()),
                Arguments.of("a TTL", operator.withFields(ANY, 1, 0).sign(deletion).octets()),
                Arguments.of("an error field", operator.withFields(ANY, 0, SigningKey.BADTIME).sign(deletion).octets()),
                Arguments.of("two of them", operator.sign(operator.sign(deletion).octets()).octets()),
                Arguments.of("OPT behind it", behind(operator.sign(deletion).octets())),
                Arguments.of("in the answer section", moved(operator.sign(update(ZONE).bytes()).octets())));
    }

    /** The MAC left out. */
    private static byte[] cut(Signed signed, int left) {
        byte[] octets = signed.octets();
        int mac = octets.length - 6 - 32;
        byte[] shorter = Arrays.copyOf(octets, octets.length - 32 + left);
        System.arraycopy(octets, octets.length - 6, shorter, shorter.length - 6, 6);
        shorter[mac - 1] = (byte) left;
        int rdlength = mac - 10 - name("hmac-sha256").length - 1;
        shorter[rdlength] -= (byte) (32 - left);
        return shorter;
    }

    private static byte[] behind(byte[] signed) {
        byte[] counted = WireRequest.concat(signed, new byte[] {0}, WireRequest.shorts(41, 1232, 0, 0, 0));
        counted[11]++;
        return counted;
    }

    private static byte[] moved(byte[] signed) {
        byte[] other = signed.clone();
        other[11]--;
        other[7]++;
        return other;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void a_tsig_record_that_is_none_is_answered_formerr_without_one(String what, byte[] request) {
        for (Response response : List.of(peer.ask(request), peer.askOverTcp(request))) {
            assertThat(response.rcode()).isEqualTo(FORMERR);
            assertThat(response.message().getSection(Section.QUESTION)).singleElement().asString().startsWith(ZONE);
            assertThat(response.message().getSection(Section.ADDITIONAL)).isEmpty();
        }
    }

    @Test
    void a_signed_update_cut_anywhere_is_formerr_or_too_short_for_an_answer() {
        byte[] whole = operator.sign(update(ZONE).delete(TAKEN)).octets();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length < 12) {
                peer.expectSilence(cut);
            } else {
                assertThat(peer.ask(cut)).as("%d octets", length).returns(FORMERR, Response::rcode).returns(true, Response::isHeaderOnly);
            }
        }
    }

    @Test
    void a_signed_update_with_one_bit_changed_anywhere_is_never_applied() {
        byte[] whole = operator.sign(update(ZONE).delete(TAKEN)).octets();
        try (DnsPeer other = DnsPeer.of(node)) {
            for (int at = 2; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= 1;
                assertThat((at % 2 == 0 ? peer : other).ask(changed).rcode()).as("octet %d", at).isNotZero();
            }
        }
    }

    @Test
    void the_same_is_refused_with_opt_in_front_of_the_tsig() {
        Signed request = operator.sign(update("example.org").delete("a.example.org").opt(4096, NOTHING));
        Response response = peer.ask(request.octets());
        assertThat(response.rcode()).isEqualTo(NOTAUTH);
        assertThat(response.message().getOPT()).isNotNull();
        assertThat(operator.verdictOf(response.octets(), request).verified()).isTrue();
        assertThat(peer.ask(update(ZONE).record(ADDITIONAL, TAKEN, 41, 1232, 0, NOTHING).bytes()).rcode()).as("an OPT with an owner").isEqualTo(FORMERR);
    }
}

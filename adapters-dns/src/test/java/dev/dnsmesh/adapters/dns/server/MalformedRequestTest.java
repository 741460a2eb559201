package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.Wire;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

/** The table of dns.md 10.2. */
class MalformedRequestTest {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] ROOT = {0};
    private static final String APEX = "mesh.example.com";

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11})
    void fewer_octets_than_a_header_are_never_answered(int octets) {
        byte[] request = Arrays.copyOf(RawMessage.query(APEX, RawMessage.TXT).bytes(), octets);
        assertThat(fixture.udp(request)).isEmpty();
        assertThat(fixture.tcp(request)).isEmpty();
        assertThat(fixture.outcomes("malformed")).isEqualTo(2);
    }

    @Test
    void responses_are_never_answered() {
        assertThat(fixture.udp(RawMessage.query(APEX, RawMessage.TXT).flags(0x8000).bytes())).isEmpty();
        assertThat(fixture.udp(VectorsTest.RESPONSE)).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        byte[] sound = RawMessage.query(APEX, RawMessage.TXT).bytes();
        return Stream.of(
                Arguments.of("a header that promises everything", RawMessage.of(0).count(0, 0xffff).count(1, 0xffff)
                        .count(2, 0xffff).count(3, 0xffff).bytes()),
                Arguments.of("a cut question", Arrays.copyOf(sound, sound.length - 1)),
                Arguments.of("an octet too many", Arrays.copyOf(sound, sound.length + 1)),
                Arguments.of("a record that is not there", RawMessage.query(APEX, RawMessage.TXT).count(3, 1).bytes()),
                Arguments.of("a pointer to itself", RawMessage.of(0).count(0, 1).u16(0xc00c).u16(16).u16(1).bytes()),
                Arguments.of("a pointer ahead", RawMessage.of(0).count(0, 1).u16(0xc010).u16(16).u16(1).bytes()),
                Arguments.of("a pointer into the header", RawMessage.of(0).count(0, 1).u16(0xc000).u16(16).u16(1).bytes()),
                Arguments.of("a label type of 1996", RawMessage.of(0).count(0, 1).octets(new byte[] {0x41, 1, 1, 0}).u16(16).u16(1).bytes()),
                Arguments.of("a name of 256 octets", RawMessage.of(0).count(0, 1)
                        .octets(RawMessage.name(("a".repeat(62) + ".").repeat(4) + "ab")).u16(16).u16(1).bytes()),
                Arguments.of("RDLENGTH beyond the end", RawMessage.query(APEX, RawMessage.TXT).count(3, 1)
                        .octets(ROOT).u16(999).u16(1).u16(0).u16(0).u16(1).bytes()),
                Arguments.of("two OPT", RawMessage.query(APEX, RawMessage.TXT).opt(1232, 0, 0, NOTHING).opt(1232, 0, 0, NOTHING).bytes()),
                Arguments.of("an OPT below the root", RawMessage.query(APEX, RawMessage.TXT)
                        .record(3, RawMessage.name("a"), RawMessage.OPT, 1232, 0, NOTHING).bytes()),
                Arguments.of("an OPT in ANSWER", RawMessage.query(APEX, RawMessage.TXT).record(1, ROOT, RawMessage.OPT, 1232, 0, NOTHING).bytes()),
                Arguments.of("an OPT in AUTHORITY", RawMessage.query(APEX, RawMessage.TXT).record(2, ROOT, RawMessage.OPT, 1232, 0, NOTHING).bytes()),
                Arguments.of("options that end early", RawMessage.query(APEX, RawMessage.TXT).opt(1232, 0, 0, new byte[] {0, 3, 0}).bytes()),
                Arguments.of("an option longer than OPT", RawMessage.query(APEX, RawMessage.TXT).opt(1232, 0, 0, new byte[] {0, 3, 0, 1}).bytes()),
                Arguments.of("more options than anybody has", RawMessage.query(APEX, RawMessage.TXT).opt(1232, 0, 0, options(65)).bytes()),
                Arguments.of("more labels than any UPDATE needs", labels(11)));
    }

    private static byte[] options(int count) {
        byte[] octets = new byte[4 * count];
        for (int i = 0; i < count; i++) {
            octets[4 * i + 1] = 99;
        }
        return octets;
    }

    /** So many records at names of 127 labels. */
    private static byte[] labels(int records) {
        RawMessage message = RawMessage.query(APEX, 6);
        for (int i = 0; i < records; i++) {
            message.record(1, RawMessage.name("a.".repeat(127)), RawMessage.TXT, 1, 5, NOTHING);
        }
        return message.bytes();
    }

    @Test
    void many_options_and_many_labels_are_no_fault_in_themselves() {
        for (byte[] request : new byte[][] {labels(10), RawMessage.query(APEX, 6).opt(1232, 0, 0, options(64)).bytes()}) {
            assertThat(Response.of(fixture.udp(request)).rcode()).isZero();
        }
    }

    @Test
    void as_many_changes_as_an_update_may_have_can_spell_out_deep_names() {
        RawMessage message = RawMessage.update(APEX);
        for (int i = 0; i < 256; i++) {
            message.record(2, RawMessage.name("n" + i + ".a.b." + APEX), RawMessage.TXT, 255, 0, NOTHING);
        }
        assertThat(Response.of(fixture.tcp(message.bytes())).flags()).isEqualTo(0xa800);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void what_cannot_be_read_is_answered_formerr_with_the_header_only(String what, byte[] request) {
        for (Response response : new Response[] {Response.of(fixture.udp(request)), Response.of(fixture.tcp(request))}) {
            assertThat(response.isHeaderOnly()).isTrue();
            assertThat(response.rcode()).isEqualTo(Rcode.FORMERR);
            assertThat(Wire.u16(response.octets(), 0)).isEqualTo(0x1234);
            assertThat(response.flags()).isEqualTo(0x8000);
        }
    }

    @Test
    void formerr_carries_opt_where_a_valid_one_was_read() {
        byte[] request = RawMessage.query(APEX, RawMessage.TXT).opt(1232, 0, 0x8000, NOTHING).octets(ROOT).bytes();
        Response response = Response.of(fixture.udp(request));
        assertThat(response.rcode()).isEqualTo(Rcode.FORMERR);
        assertThat(response.octets()).hasSize(12 + 11);
        assertThat(response.opt()).hasValueSatisfying(opt -> assertThat(opt.getFlags()).isEqualTo(0x8000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void opcodes_but_query_and_update_are_not_implemented(int opcode) {
        Response response = Response.of(fixture.udp(RawMessage.of(opcode).flags(0x0100).question(APEX, 6, 1).bytes()));
        assertThat(response.isHeaderOnly()).isTrue();
        assertThat(response.rcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(response.flags()).isEqualTo(0x8000 | opcode << 11 | 0x0100);
    }

    @Test
    void a_query_asks_exactly_one_question() {
        for (byte[] request : new byte[][] {RawMessage.of(0).bytes(),
                RawMessage.query(APEX, RawMessage.TXT).question(APEX, RawMessage.TXT, 1).bytes()}) {
            Response response = Response.of(fixture.udp(request));
            assertThat(response.isHeaderOnly()).isTrue();
            assertThat(response.rcode()).isEqualTo(Rcode.FORMERR);
        }
    }

    static Stream<Arguments> typesAndClasses() {
        return Stream.of(
                Arguments.of(251, 1, Rcode.REFUSED), Arguments.of(252, 1, Rcode.REFUSED),
                Arguments.of(253, 1, Rcode.NOTIMP), Arguments.of(254, 1, Rcode.NOTIMP),
                Arguments.of(41, 1, Rcode.FORMERR), Arguments.of(249, 1, Rcode.FORMERR), Arguments.of(250, 1, Rcode.FORMERR),
                Arguments.of(16, 2, Rcode.REFUSED), Arguments.of(16, 4, Rcode.REFUSED), Arguments.of(16, 254, Rcode.REFUSED),
                Arguments.of(16, 255, Rcode.REFUSED), Arguments.of(16, 0, Rcode.REFUSED), Arguments.of(252, 3, Rcode.REFUSED));
    }

    @ParameterizedTest
    @MethodSource("typesAndClasses")
    void types_and_classes_that_hold_no_data_are_refused_with_their_question(int type, int rrClass, int rcode) {
        Response response = Response.of(fixture.udp(RawMessage.of(0).question(APEX, type, rrClass).bytes()));
        assertThat(response.rcode()).isEqualTo(rcode);
        assertThat(response.flags()).isEqualTo(0x8000);
        assertThat(response.message().getQuestion().getType()).isEqualTo(type);
        assertThat(response.octets()).hasSize(12 + 18 + 4);
    }

    @Test
    void records_beside_the_question_are_ignored() {
        byte[] request = RawMessage.query(APEX, 6).record(1, RawMessage.name(APEX), 999, 1, 5, new byte[] {1})
                .record(2, RawMessage.name(APEX), 6, 1, 5, new byte[] {1}).record(3, RawMessage.name("x"), 1, 1, 5, new byte[4]).bytes();
        assertThat(Response.of(fixture.udp(request)).answers()).hasSize(1);
    }
}

package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Rcode;

/** The tests of RFC 8906 section 8, each with the response that it expects. */
class Rfc8906Test {
    private static final String APEX = "mesh.example.com";
    private static final int SOA = 6;
    private static final int BADVERS = 16;
    private static final byte[] NOTHING = {};
    private static final int AA = 0x0400;

    private final Fixture fixture = new Fixture();

    static Stream<Arguments> tests() {
        byte[] unknown = RawMessage.option(100, NOTHING);
        return Stream.of(
                test("8.1.1 SOA", RawMessage.query(APEX, SOA), Rcode.NOERROR, 1, AA),
                test("8.1.2 an unknown type", RawMessage.query(APEX, 1000), Rcode.NOERROR, 0, AA),
                test("8.1.3.1 CD", RawMessage.query(APEX, SOA).flags(0x0010), Rcode.NOERROR, 1, AA),
                test("8.1.3.2 AD", RawMessage.query(APEX, SOA).flags(0x0020), Rcode.NOERROR, 1, AA),
                test("8.1.3.3 the reserved bit", RawMessage.query(APEX, SOA).flags(0x0040), Rcode.NOERROR, 1, AA),
                test("8.1.3.4 RD", RawMessage.query(APEX, SOA).flags(0x0100), Rcode.NOERROR, 1, AA | 0x0100),
                test("8.1.4 an unknown opcode", RawMessage.of(15), Rcode.NOTIMP, 0, 15 << 11),
                test("8.2.1 EDNS", RawMessage.query(APEX, SOA).opt(4096, 0, 0, NOTHING), Rcode.NOERROR, 1, AA),
                test("8.2.2 EDNS version 1", RawMessage.query(APEX, SOA).opt(4096, 1, 0, NOTHING), BADVERS, 0, 0),
                test("8.2.3 an unknown option", RawMessage.query(APEX, SOA).opt(4096, 0, 0, unknown), Rcode.NOERROR, 1, AA),
                test("8.2.4 an unknown flag", RawMessage.query(APEX, SOA).opt(4096, 0, 0x40, NOTHING), Rcode.NOERROR, 1, AA),
                test("8.2.5 version 1 with an unknown flag", RawMessage.query(APEX, SOA).opt(4096, 1, 0x40, NOTHING), BADVERS, 0, 0),
                test("8.2.6 version 1 with an unknown option", RawMessage.query(APEX, SOA).opt(4096, 1, 0, unknown), BADVERS, 0, 0),
                test("8.2.7 a truncated answer is asked for", RawMessage.query(APEX, SOA).opt(512, 0, 0x8000, NOTHING), Rcode.NOERROR, 1, AA),
                test("8.2.8 DO", RawMessage.query(APEX, SOA).opt(4096, 0, 0x8000, NOTHING), Rcode.NOERROR, 1, AA),
                test("8.2.9 version 1 with DO", RawMessage.query(APEX, SOA).opt(4096, 1, 0x8000, NOTHING), BADVERS, 0, 0),
                test("8.2.10 several known options", RawMessage.query(APEX, SOA).opt(4096, 0, 0,
                        Fixture.hex("0003 0000 0009 0000 000a 0008 0102030405060708 0008 0004 00010000")), Rcode.NOERROR, 1, AA));
    }

    private static Arguments test(String what, RawMessage request, int rcode, int answers, int flags) {
        return Arguments.of(what, request.bytes(), rcode, answers, flags);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void the_response_is_the_expected_one_over_udp_and_tcp(String what, byte[] request, int rcode, int answers, int flags) {
        for (Response response : new Response[] {Response.of(fixture.udp(request)), Response.of(fixture.tcp(request))}) {
            assertThat(response.rcode()).isEqualTo(rcode);
            assertThat(response.answers()).hasSize(answers);
            assertThat(response.flags()).isEqualTo(0x8000 | flags);
            boolean opt = (request[11] & 0xff) > 0;
            assertThat(response.opt().isPresent()).isEqualTo(opt);
            response.opt().ifPresent(sent -> {
                assertThat(sent.getVersion()).isZero();
                assertThat(sent.getFlags() & 0x7fff).isZero();
                assertThat(sent.getOptions()).allMatch(option -> option.getCode() == 10);
            });
        }
    }
}

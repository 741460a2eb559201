package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.client.UpdateSigner.Made;
import dev.dnsmesh.adapters.dns.client.UpdateSigner.Verdict;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;

/** Against messages that dnspython 2.3.0 signed at the same second with the same key. */
class CutMacsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OwnerName ZONE = new OwnerName("mesh.test");

    private record Vector(String algorithm, String request, String answer, String badTime) {
    }

    private static final List<Vector> VECTORS = List.of(
            new Vector("hmac-sha256-128",
                "123428000001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000310f686d61632d7368"
                        + "613235362d31323800000069a42a40012c0010ba6dc1a6ae44070a8b938f4dd27f11af123400000000",
                "1234a8000001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000310f686d61632d7368"
                        + "613235362d31323800000069a42a40012c00105a31ffdf2df05320db74ad3e7f5a692f123400000000",
                "1234a8090001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000370f686d61632d7368"
                        + "613235362d31323800000069a42a40012c001033745a12c53b4cb7ad34579ce089f814123400120006000069a43850"),
            new Vector("hmac-sha384-192",
                "123428000001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000390f686d61632d7368"
                        + "613338342d31393200000069a42a40012c001882a39441e8987a63e614b3140af2896a4d029fde791b8bad123400000000",
                "1234a8000001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000390f686d61632d7368"
                        + "613338342d31393200000069a42a40012c001810e62d25bead51c0f6f559fc405233da902f3c0e458827bb123400000000",
                "1234a8090001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff00000000003f0f686d61632d7368"
                        + "613338342d31393200000069a42a40012c0018b805ed9616f87691ace270f516bbac762031ed3f1b842250123400120006000069a43850"),
            new Vector("hmac-sha512-256",
                "123428000001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000410f686d61632d7368"
                        + "613531322d32353600000069a42a40012c0020303967b2ebe907f152644b812620c8558a2cae60fd7d014aa0f4c0da2fd7f2bd12340000"
                        + "0000",
                "1234a8000001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000410f686d61632d7368"
                        + "613531322d32353600000069a42a40012c0020315684fb4741cd1deb31367c1c92ce218b6848214a80fa1ea202ac685045413d12340000"
                        + "0000",
                "1234a8090001000000000001046d6573680474657374000006000107616c6963652d31c00c00fa00ff0000000000470f686d61632d7368"
                        + "613531322d32353600000069a42a40012c0020993b372cb055ae5cd7d2d706f8f4e64776e9be8903282afad3f93f728e0578b212340012"
                        + "0006000069a43850"));

    private static UpdateSigner signer(String algorithm, Instant now) {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        var time = new TimeSource() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public long nanos() {
                return 0;
            }
        };
        return ((Made.Usable) UpdateSigner.of(new TsigBlock("alice-1.mesh.test.", Secret.of(secret), algorithm, "mesh.test", "", 53), time))
                .signer();
    }

    private static Message request(UpdateSigner signer) {
        Message request = UpdateMessage.build(ZONE, List.of(), 0x1234);
        signer.sign(request);
        return request;
    }

    private static Verdict verdict(String algorithm, String answer, Instant now) throws IOException {
        byte[] octets = HEX.parseHex(answer);
        return signer(algorithm, now).verify(request(signer(algorithm, NOW)), UpdateSigner.parse(octets), octets, now);
    }

    @Test
    void requests_are_signed_octet_for_octet_as_another_implementation_does() {
        for (Vector vector : VECTORS) {
            assertThat(HEX.formatHex(request(signer(vector.algorithm, NOW)).toWire())).as(vector.algorithm).isEqualTo(vector.request);
        }
    }

    @Test
    void the_room_kept_for_the_signature_is_enough() {
        for (Vector vector : VECTORS) {
            int unsigned = UpdateMessage.build(ZONE, List.of(), 0).toWire().length;
            assertThat(vector.request.length() / 2).isLessThanOrEqualTo(unsigned + signer(vector.algorithm, NOW).recordLength());
        }
    }

    @Test
    void answers_of_another_implementation_are_authentic() throws IOException {
        for (Vector vector : VECTORS) {
            assertThat(verdict(vector.algorithm, vector.answer, NOW)).as(vector.algorithm).isEqualTo(new Verdict.Authentic());
        }
    }

    @Test
    void a_rejected_time_tells_the_difference() throws IOException {
        for (Vector vector : VECTORS) {
            assertThat(verdict(vector.algorithm, vector.badTime, NOW)).as(vector.algorithm).isEqualTo(new Verdict.ClockOff(Duration.ofHours(1)));
        }
    }

    @Test
    void an_answer_that_was_changed_in_any_octet_is_not_authentic() throws IOException {
        for (Vector vector : VECTORS) {
            byte[] octets = HEX.parseHex(vector.answer);
            for (int at = 2; at < octets.length; at++) {
                octets[at] ^= 1;
                assertThat(verdictOrNone(vector.algorithm, octets)).as(vector.algorithm + " octet " + at).isNotEqualTo(new Verdict.Authentic());
                octets[at] ^= 1;
            }
        }
    }

    private static Object verdictOrNone(String algorithm, byte[] octets) {
        try {
            return verdict(algorithm, HEX.formatHex(octets), NOW);
        } catch (IOException unreadable) {
            return unreadable;
        }
    }

    @Test
    void an_answer_from_long_ago_is_not_authentic() throws IOException {
        for (Vector vector : VECTORS) {
            assertThat(verdict(vector.algorithm, vector.answer, NOW.plusSeconds(301))).isInstanceOf(Verdict.Unproven.class);
        }
    }
}

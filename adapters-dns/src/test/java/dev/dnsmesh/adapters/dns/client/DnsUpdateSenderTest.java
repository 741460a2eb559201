package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.UpdateSender.Packed;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

class DnsUpdateSenderTest {
    private static final OwnerName ZONE = new OwnerName("mesh.test");
    private static final byte[] SECRET = new byte[32];
    private static final Optional<TsigBlock> KEY = Optional.of(
            new TsigBlock("alice-1.mesh.test.", Secret.of(SECRET), "hmac-sha256", "mesh.test", "", 53));
    private final SteppedTime time = new SteppedTime();
    private final List<Duration> pauses = new ArrayList<>();

    private DnsUpdateSender sender() {
        return new DnsUpdateSender(_ -> List.of(InetAddress.getLoopbackAddress()),
                () -> new HomeNode(List.of("node"), NodeTransport.DNS, Optional.empty(), HomeNode.DOT_PORT), Secure.NONE, time, new Random(1), pauses::add);
    }

    private static List<Change> adds(int count, int size) {
        return IntStream.range(0, count).<Change>mapToObj(i -> new Change.Add(
                new OwnerName("chunk-%04d-001122334455.mesh.test".formatted(i)), TxtValue.of("x".repeat(size)),
                new TimeToLive(300), Change.WhenFull.REFUSE)).toList();
    }

    @Test
    void a_small_update_goes_over_udp_and_its_signed_answer_is_accepted() throws IOException {
        try (var server = new ScriptedServer(signed(Rcode.NOERROR))) {
            Sent sent = sender().send(new Target("node", server.port()), ZONE, adds(1, 241), KEY);
            assertThat(sent).isEqualTo(new Sent.Accepted(1, server.asked.getFirst().message().length, "udp"));
        }
    }

    @Test
    void a_large_update_goes_over_tcp_at_once() throws IOException {
        try (var server = new ScriptedServer(signed(Rcode.NOERROR))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(42, 241), KEY))
                    .isInstanceOfSatisfying(Sent.Accepted.class, a -> assertThat(a.transport()).isEqualTo("tcp"));
            assertThat(server.asked).hasSize(1).first().extracting(ScriptedServer.Asked::tcp).isEqualTo(true);
        }
    }

    @Test
    void packing_tells_the_exact_sizes_and_keeps_the_limits() throws IOException {
        List<Change> changes = adds(600, 241);
        List<Packed> packed = sender().pack(ZONE, changes, KEY);
        assertThat(packed).extracting(Packed::changes).containsExactly(235, 235, 130);
        assertThat(packed).allSatisfy(p -> assertThat(p.octets()).isLessThanOrEqualTo(65_535));
        try (var server = new ScriptedServer(signed(Rcode.NOERROR))) {
            sender().send(new Target("node", server.port()), ZONE, changes, KEY);
            assertThat(server.asked).extracting(a -> a.message().length).isEqualTo(packed.stream().map(Packed::octets).toList());
        }
        assertThat(sender().pack(ZONE, adds(600, 10), KEY)).extracting(Packed::changes).containsExactly(256, 256, 88);
    }

    @Test
    void a_refusal_is_final_and_tells_what_was_accepted_before() throws IOException {
        try (var server = new ScriptedServer(asked -> signed(
                parsed(asked.message()).getSection(Section.UPDATE).size() == 130 ? Rcode.REFUSED : Rcode.NOERROR).apply(asked))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(600, 241), KEY)).isEqualTo(
                    new Sent.Refused(dev.dnsmesh.domain.dns.Rcode.REFUSED, Optional.empty(), true, Optional.empty(), 470));
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void servfail_is_tried_three_times_with_fresh_ids() throws IOException {
        try (var server = new ScriptedServer(signed(Rcode.SERVFAIL))) {
            sender().send(new Target("node", server.port()), ZONE, adds(1, 10), KEY);
            assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
            assertThat(server.asked).extracting(a -> parsed(a.message()).getHeader().getID()).doesNotHaveDuplicates().hasSize(3);
        }
    }

    @Test
    void formerr_halves_the_message_down_to_what_is_taken() throws IOException {
        try (var server = new ScriptedServer(asked -> signed(
                parsed(asked.message()).getSection(Section.UPDATE).size() > 2 ? Rcode.FORMERR : Rcode.NOERROR).apply(asked))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(7, 10), KEY))
                    .isInstanceOfSatisfying(Sent.Accepted.class, a -> assertThat(a.messages()).isEqualTo(4));
        }
    }

    @Test
    void an_unsigned_noerror_is_a_failure() throws IOException {
        try (var server = new ScriptedServer(unsigned(Rcode.NOERROR))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(1, 10), KEY)).isEqualTo(new Sent.NotAuthentic(0));
        }
    }

    @Test
    void a_cut_mac_is_no_proof() throws IOException {
        try (var server = new ScriptedServer(asked -> signed(Rcode.NOERROR).apply(asked).map(DnsUpdateSenderTest::withMacOf16))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(1, 10), KEY)).isEqualTo(new Sent.NotAuthentic(0));
        }
    }

    @Test
    void an_unsigned_notauth_is_shown_as_unproven() throws IOException {
        try (var server = new ScriptedServer(unsigned(Rcode.NOTAUTH))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(1, 10), KEY)).isEqualTo(
                    new Sent.Refused(dev.dnsmesh.domain.dns.Rcode.NOTAUTH, Optional.empty(), false, Optional.empty(), 0));
        }
    }

    @Test
    void claims_go_unsigned() throws IOException {
        try (var server = new ScriptedServer(unsigned(Rcode.NOERROR))) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(1, 10), Optional.empty()))
                    .isInstanceOf(Sent.Accepted.class);
            assertThat(parsed(server.asked.getFirst().message()).getTSIG()).isNull();
        }
    }

    @Test
    void an_unusable_key_is_told_before_anything_is_sent() {
        var bad = new TsigBlock("alice.", Secret.of(SECRET), "hmac-sha3", "mesh.test", "", 53);
        assertThat(sender().send(new Target("node", 1), ZONE, adds(1, 10), Optional.of(bad)))
                .isInstanceOfSatisfying(Sent.BadKey.class, b -> assertThat(b.why()).contains("hmac-sha3"));
    }

    @Test
    void a_cut_answer_over_udp_is_tried_over_tcp() throws IOException {
        var server = new ScriptedServer(asked -> asked.tcp() ? signed(Rcode.NOERROR).apply(asked)
                : answer(asked, m -> m.getHeader().setFlag(Flags.TC)));
        try (server) {
            assertThat(sender().send(new Target("node", server.port()), ZONE, adds(1, 10), KEY))
                    .isInstanceOfSatisfying(Sent.Accepted.class, a -> assertThat(a.transport()).isEqualTo("tcp"));
        }
    }

    private Function<ScriptedServer.Asked, Optional<byte[]>> signed(int rcode) {
        return asked -> {
            Message request = parsed(asked.message());
            Message answer = skeleton(request, rcode);
            var clock = Clock.fixed(Instant.ofEpochSecond(SteppedTime.START.getEpochSecond()), ZoneOffset.UTC);
            var tsig = new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("alice-1.mesh.test."), new SecretKeySpec(SECRET, "Hmac"), clock);
            tsig.apply(answer, request.getTSIG());
            return Optional.of(answer.toWire(65_535));
        };
    }

    private static Function<ScriptedServer.Asked, Optional<byte[]>> unsigned(int rcode) {
        return asked -> Optional.of(skeleton(parsed(asked.message()), rcode).toWire(65_535));
    }

    private static Optional<byte[]> answer(ScriptedServer.Asked asked, java.util.function.Consumer<Message> fill) {
        Message answer = skeleton(parsed(asked.message()), Rcode.NOERROR);
        fill.accept(answer);
        return Optional.of(answer.toWire(65_535));
    }

    private static Message skeleton(Message request, int rcode) {
        var answer = new Message(request.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(Opcode.UPDATE);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(request.getQuestion(), Section.ZONE);
        return answer;
    }

    /** The last record is the TSIG: its MAC of 32 octets is cut to 16 and the lengths follow. */
    private static byte[] withMacOf16(byte[] message) {
        int macLengthAt = message.length - 6 - 32 - 2;
        byte[] cut = new byte[message.length - 16];
        System.arraycopy(message, 0, cut, 0, macLengthAt + 2 + 16);
        System.arraycopy(message, message.length - 6, cut, cut.length - 6, 6);
        cut[macLengthAt + 1] = 16;
        int rdataLengthAt = macLengthAt - 8 - 13 - 2;
        int rdataLength = (cut[rdataLengthAt] & 0xff) << 8 | cut[rdataLengthAt + 1] & 0xff;
        cut[rdataLengthAt] = (byte) (rdataLength - 16 >> 8);
        cut[rdataLengthAt + 1] = (byte) (rdataLength - 16);
        return cut;
    }

    private static Message parsed(byte[] octets) {
        try {
            return new Message(octets);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}

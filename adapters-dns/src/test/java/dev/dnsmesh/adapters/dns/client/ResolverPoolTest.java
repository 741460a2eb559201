package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResolverPoolTest {
    private static final OwnerName NAME = new OwnerName("slot-1.mb-001122334455.mesh.test");
    private final SteppedTime time = new SteppedTime();

    private ResolverPool pool(boolean dnssec, int directPort, ScriptedServer... servers) {
        return new ResolverPool(List.of(servers).stream().map(ScriptedServer::upstream).toList(),
                new ResolverPool.Settings(Duration.ofMillis(500), dnssec, directPort), time, new Random(1), Secure.NONE);
    }

    @Test
    void joins_the_character_strings_of_a_value() throws IOException {
        String value = "x".repeat(600);
        try (var server = new ScriptedServer(txt(value))) {
            assertThat(pool(false, 53, server).lookup(NAME)).isEqualTo(new Lookup.Found(List.of(TxtValue.of(value))));
        }
    }

    @Test
    void a_cut_answer_is_asked_for_over_tcp_without_opt() throws IOException {
        String value = "y".repeat(2000);
        try (var server = new ScriptedServer(asked -> asked.tcp() ? txt(value).apply(asked) : answer(asked, m ->
                m.getHeader().setFlag(Flags.TC)))) {
            assertThat(pool(false, 53, server).lookup(NAME)).isEqualTo(new Lookup.Found(List.of(TxtValue.of(value))));
            assertThat(server.asked).extracting(ScriptedServer.Asked::tcp).containsExactly(false, true);
            assertThat(parsed(server.asked.getFirst().message()).getOPT().getPayloadSize()).isEqualTo(1232);
            assertThat(parsed(server.asked.getLast().message()).getOPT()).isNull();
        }
    }

    @Test
    void nothing_anywhere_is_absent_and_silence_is_unreachable() throws IOException {
        try (var empty = new ScriptedServer(rcode(Rcode.NXDOMAIN)); var silent = new ScriptedServer(_ -> Optional.empty())) {
            assertThat(pool(false, 53, empty).lookup(NAME)).isEqualTo(new Lookup.Absent());
            assertThat(pool(false, 53, silent).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
            assertThat(pool(false, 53).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
        }
    }

    @Test
    void data_elsewhere_proves_a_nothing_wrong_and_that_server_cools_down() throws IOException {
        try (var liar = new ScriptedServer(rcode(Rcode.NXDOMAIN)); var good = new ScriptedServer(txt("v"))) {
            ResolverPool pool = pool(false, 53, liar, good);
            assertThat(pool.lookup(NAME)).isInstanceOf(Lookup.Found.class);
            pool.lookup(NAME);
            assertThat(liar.asked).hasSize(1);
            time.pass(Duration.ofSeconds(61));
            pool.lookup(NAME);
            assertThat(liar.asked).hasSize(2);
        }
    }

    @Test
    void a_server_that_fails_is_asked_last_but_never_left_out() throws IOException {
        try (var broken = new ScriptedServer(rcode(Rcode.REFUSED)); var good = new ScriptedServer(txt("v"))) {
            ResolverPool pool = pool(false, 53, broken, good);
            pool.lookup(NAME);
            pool.lookup(NAME);
            assertThat(broken.asked).hasSize(1);
            assertThat(pool(false, 53, broken).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
        }
    }

    @Test
    void dnssec_required_drops_what_is_not_authenticated() throws IOException {
        try (var plain = new ScriptedServer(txt("v")); var signed = new ScriptedServer(asked -> answer(asked, m -> {
            m.getHeader().setFlag(Flags.AD);
            m.addRecord(record(m, "v"), Section.ANSWER);
        }))) {
            assertThat(pool(true, 53, plain).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
            assertThat(pool(true, 53, plain, signed).lookup(NAME)).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    void servfail_everywhere_leads_to_the_zones_own_server() throws IOException {
        try (var node = new ScriptedServer(asked -> asked.tcp() ? txt("v").apply(asked) : Optional.empty());
             var resolver = new ScriptedServer(asked -> resolverThatCannotFetch(asked))) {
            assertThat(pool(false, node.port(), resolver).lookup(NAME)).isInstanceOf(Lookup.Found.class);
            assertThat(pool(true, node.port(), resolver).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
        }
    }

    @Test
    void an_answer_to_another_question_is_no_answer() throws IOException {
        try (var confused = new ScriptedServer(asked -> {
            Message message = new Message(parsed(asked.message()).getHeader().getID());
            message.getHeader().setFlag(Flags.QR);
            message.addRecord(Record.newRecord(Name.fromConstantString("other.test."), Type.TXT, DClass.IN), Section.QUESTION);
            return Optional.of(message.toWire());
        })) {
            assertThat(pool(false, 53, confused).lookup(NAME)).isInstanceOf(Lookup.Unreachable.class);
        }
    }

    private static Optional<byte[]> resolverThatCannotFetch(ScriptedServer.Asked asked) {
        Record question = parsed(asked.message()).getQuestion();
        return switch (question.getType()) {
            case Type.NS -> answer(asked, m -> {
                if (question.getName().toString().equals("mesh.test.")) {
                    m.addRecord(new NSRecord(question.getName(), DClass.IN, 60, Name.fromConstantString("ns.mesh.test.")),
                            Section.ANSWER);
                }
            });
            case Type.A -> answer(asked, m -> m.addRecord(
                    new ARecord(question.getName(), DClass.IN, 60, InetAddress.getLoopbackAddress()), Section.ANSWER));
            default -> rcode(Rcode.SERVFAIL).apply(asked);
        };
    }

    private static Function<ScriptedServer.Asked, Optional<byte[]>> txt(String value) {
        return asked -> answer(asked, m -> m.addRecord(record(m, value), Section.ANSWER));
    }

    private static Record record(Message message, String value) {
        return Record.newRecord(message.getQuestion().getName(), Type.TXT, DClass.IN, 60,
                UpdateMessage.rdata(TxtValue.of(value)));
    }

    private static Function<ScriptedServer.Asked, Optional<byte[]>> rcode(int rcode) {
        return asked -> answer(asked, m -> m.getHeader().setRcode(rcode));
    }

    private static Optional<byte[]> answer(ScriptedServer.Asked asked, java.util.function.Consumer<Message> fill) {
        Message query = parsed(asked.message());
        var message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
        fill.accept(message);
        return Optional.of(message.toWire());
    }

    private static Message parsed(byte[] octets) {
        try {
            return new Message(octets);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}

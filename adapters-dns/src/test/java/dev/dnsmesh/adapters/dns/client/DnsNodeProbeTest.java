package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.client.ScriptedServer.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class DnsNodeProbeTest {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private static DnsNodeProbe probe() {
        return new DnsNodeProbe(host -> host.equals("nowhere.example") ? List.of() : List.of(InetAddress.getLoopbackAddress()), new Random(1));
    }

    private static Function<Asked, Optional<byte[]>> answering(int rcode) {
        return asked -> {
            Message answer = new Message(parsed(asked).getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setOpcode(Opcode.UPDATE);
            answer.getHeader().setRcode(rcode);
            return Optional.of(answer.toWire());
        };
    }

    private static Message parsed(Asked asked) {
        try {
            return new Message(asked.message());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Defect 12 of client.md 18: names are resolved first, and the address is what is kept. */
    @Test
    void a_node_under_a_name_is_told_by_its_refusal() throws IOException {
        for (int rcode : new int[] {Rcode.REFUSED, Rcode.NOTAUTH}) {
            try (var server = new ScriptedServer(answering(rcode))) {
                assertThat(probe().probe("node.example", server.port(), LIMIT)).contains(InetAddress.getLoopbackAddress().getHostAddress());
                Message asked = parsed(server.asked.getFirst());
                assertThat(asked.getHeader().getOpcode()).isEqualTo(Opcode.UPDATE);
                assertThat(asked.getSection(Section.ZONE).getFirst().getName()).hasToString("node.example.");
                assertThat(asked.getSection(Section.UPDATE).getFirst().getName()).hasToString("_dmp-probe.node.example.");
                assertThat(asked.getTSIG()).isNull();
            }
        }
    }

    @Test
    void other_servers_silence_and_names_without_address_are_no_node() throws IOException {
        try (var server = new ScriptedServer(answering(Rcode.NOTIMP))) {
            assertThat(probe().probe("127.0.0.1", server.port(), LIMIT)).isEqualTo(Optional.empty());
        }
        assertThat(probe().probe("nowhere.example", 53, LIMIT)).isEmpty();
    }
}

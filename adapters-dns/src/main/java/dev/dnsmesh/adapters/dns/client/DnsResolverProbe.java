package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.adapters.dns.client.Question.Said;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.domain.name.OwnerName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks over UDP, and over TCP where the answer was cut. */
public final class DnsResolverProbe implements ResolverProbe {
    private static final int DNS_PORT = 53;

    private final RandomGenerator random;

    public DnsResolverProbe(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Answer ask(String resolver, OwnerName name, Duration limit) {
        Optional<Upstream> upstream = Upstream.parse(resolver, DNS_PORT);
        if (upstream.isEmpty()) {
            return new Answer.Failed("it is not an address with an optional port");
        }
        try {
            return ask(upstream.get().address(), new Question(Name.fromString(name.text() + "."), Type.TXT), limit);
        } catch (TextParseException impossible) {
            throw new IllegalStateException("an owner name is a DNS name: " + name, impossible);
        }
    }

    private Answer ask(InetSocketAddress server, Question question, Duration limit) {
        try {
            byte[] octets = Exchange.udp(server).ask(question.wire(random, false, false), limit);
            Said said = question.read(octets);
            if (said instanceof Said.Truncated) {
                octets = Exchange.tcp(server).ask(question.wire(random, true, false), limit);
                said = question.read(octets);
            }
            return switch (said) {
                case Said.Data _ -> new Answer.Records();
                case Said.Nothing _ -> (octets[3] & 0xf) == Rcode.NXDOMAIN ? new Answer.NoSuchName() : new Answer.NoData();
                case Said.Truncated _ -> new Answer.Failed("its answer is cut off over TCP, too");
                case Said.Useless(var why, var _) -> new Answer.Failed(why);
            };
        } catch (IOException silent) {
            return new Answer.Failed(silent.getMessage() == null ? "unreachable" : silent.getMessage());
        }
    }
}

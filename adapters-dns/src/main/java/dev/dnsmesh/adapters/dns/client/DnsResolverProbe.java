package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.adapters.dns.client.Question.Said;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the way the entry says; over plain DNS by UDP, and by TCP where the answer was cut. */
public final class DnsResolverProbe implements ResolverProbe {
    private static final int DNS_PORT = 53;

    private final RandomGenerator random;
    private final TimeSource time;
    private final SecureTransports secure;

    public DnsResolverProbe(RandomGenerator random, TimeSource time, SecureTransports secure) {
        this.random = random;
        this.time = time;
        this.secure = secure;
    }

    @Override
    public Answer ask(String resolver, OwnerName name, Duration limit) {
        return Upstream.parseAny(resolver, DNS_PORT).map(upstream -> switch (upstream) {
            case Upstream.Plain(var address) -> ask(address, question(name), limit);
            case Upstream.Tls _, Upstream.Https _ -> throughPool(upstream, name, limit);
        }).orElseGet(() -> new Answer.Failed("it is neither an address with an optional port nor tls://... or https://..."));
    }

    private static Question question(OwnerName name) {
        try {
            return new Question(Name.fromString(name.text() + "."), Type.TXT);
        } catch (TextParseException impossible) {
            throw new IllegalStateException("an owner name is a DNS name: " + name, impossible);
        }
    }

    private Answer throughPool(Upstream upstream, OwnerName name, Duration limit) {
        ResolverPool.Settings settings = new ResolverPool.Settings(limit, false, DNS_PORT);
        return switch (new ResolverPool(List.of(upstream), settings, time, random, secure).lookup(name)) {
            case Lookup.Found _ -> new Answer.Records();
            case Lookup.Absent _ -> new Answer.NoSuchName();
            case Lookup.Unreachable(var why) -> new Answer.Failed(why);
        };
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
                case Said.Useless(var why, var _) -> (octets[3] & 0xf) == Rcode.REFUSED ? new Answer.Refused() : new Answer.Failed(why);
            };
        } catch (IOException silent) {
            return new Answer.Failed(silent.getMessage() == null ? "unreachable" : silent.getMessage());
        }
    }
}

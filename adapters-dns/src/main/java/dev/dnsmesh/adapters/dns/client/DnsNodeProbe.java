package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.port.out.HostResolver;
import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Rcode;

/** An unsigned UPDATE over UDP: a node refuses it, whatever else listens there does something else (cli.md 8). */
public final class DnsNodeProbe implements NodeProbe {
    private static final TxtValue VALUE = TxtValue.of("v=dmp1;t=probe");
    private static final TimeToLive TTL = new TimeToLive(60);
    /** Stands for hosts that make no zone, such as IPv6 literals. */
    private static final OwnerName SOME_ZONE = new OwnerName("invalid");

    private final HostResolver hosts;
    private final RandomGenerator random;

    public DnsNodeProbe(HostResolver hosts, RandomGenerator random) {
        this.hosts = hosts;
        this.random = random;
    }

    @Override
    public Optional<String> probe(String host, int port, Duration limit) {
        return hosts.addressesOf(host).stream().findFirst()
                .filter(address -> isNode(address, port, OwnerName.parse(host).orElse(SOME_ZONE), limit))
                .map(InetAddress::getHostAddress);
    }

    private boolean isNode(InetAddress address, int port, OwnerName zone, Duration limit) {
        Optional<OwnerName> owner = zone.child("_dmp-probe");
        if (owner.isEmpty()) {
            return false;
        }
        var add = new Change.Add(owner.get(), VALUE, TTL, Change.WhenFull.REFUSE);
        byte[] question = UpdateMessage.build(zone, List.of(add), random.nextInt(0x10000)).toWire(UpdateMessage.MAX_OCTETS);
        try {
            int rcode = UpdateSigner.parse(Exchange.udp(new InetSocketAddress(address, port)).ask(question, limit)).getRcode();
            return rcode == Rcode.REFUSED || rcode == Rcode.NOTAUTH;
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}

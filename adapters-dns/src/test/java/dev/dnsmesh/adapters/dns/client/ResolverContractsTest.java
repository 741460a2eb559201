package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.port.out.HostResolver;
import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.contracts.client.HostResolverContract;
import dev.dnsmesh.contracts.client.NodeProbeContract;
import dev.dnsmesh.contracts.client.ResolverProbeContract;
import dev.dnsmesh.contracts.client.TxtResolverContract;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Every reading port of the client, held to its contract over servers on loopback. */
class ResolverContractsTest {
    private final List<ScriptedServer> servers = new ArrayList<>();

    private ScriptedServer serving(Function<ScriptedServer.Asked, Optional<byte[]>> script) {
        try {
            ScriptedServer server = new ScriptedServer(script);
            servers.add(server);
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (ScriptedServer server : servers) {
            server.close();
        }
    }

    private ResolverPool pool(ScriptedServer server) {
        return new ResolverPool(List.of(server.upstream()), new ResolverPool.Settings(Duration.ofSeconds(2), false, 1), new SteppedTime(),
                new Random(1), Secure.NONE);
    }

    private abstract class Resolver implements TxtResolverContract {
        abstract TxtResolver over(ResolverPool pool);

        @Override
        public Harness newDns() {
            ScriptedZone zone = new ScriptedZone();
            TxtResolver resolver = over(pool(serving(zone)));
            return new Harness() {
                @Override
                public TxtResolver resolver() {
                    return resolver;
                }

                @Override
                public void put(OwnerName name, TxtValue value) {
                    zone.with(name, value);
                }

                @Override
                public void exists(OwnerName name) {
                    zone.exists(name);
                }

                @Override
                public void breakDown(OwnerName name) {
                    zone.broken(name);
                }

                @Override
                public void close() {
                    // servers are stopped after the test
                }
            };
        }
    }

    @Nested
    class Pool extends Resolver {
        @Override
        TxtResolver over(ResolverPool pool) {
            return pool;
        }
    }

    /** The first resolver reaches nothing; what the second says counts. */
    @Nested
    class Fallback extends Resolver {
        @Override
        TxtResolver over(ResolverPool pool) {
            return new FallbackResolver(name -> new TxtResolver.Lookup.Unreachable("no route"), () -> pool, new SteppedTime());
        }
    }

    @Nested
    class Hosts implements HostResolverContract {
        @Override
        public HostResolver newResolver() {
            return new PooledHostResolver(Optional.of(pool(serving(new ScriptedZone().with(new OwnerName(KNOWN), Upstream.literal(ADDRESS).orElseThrow())))),
                    false);
        }
    }

    @Nested
    class Probe implements ResolverProbeContract {
        @Override
        public ResolverProbe newProbe() {
            return new DnsResolverProbe(new Random(1), new SteppedTime(), Secure.NONE);
        }

        @Override
        public String resolver() {
            return "127.0.0.1:" + serving(new ScriptedZone().with(FULL, TxtValue.of("x".repeat(2000))).exists(EMPTY).foreign(FOREIGN).broken(BROKEN)
                    .silent(SILENT)).port();
        }
    }

    @Nested
    class NodeSearch implements NodeProbeContract {
        @Override
        public NodeProbe newProbe() {
            return new DnsNodeProbe(host -> host.equals(HOST) ? List.of(InetAddress.getLoopbackAddress())
                    : Upstream.literal(host).map(List::of).orElse(List.of()), new Random(1));
        }

        @Override
        public int portOfNode() {
            return serving(answering(Rcode.REFUSED)).port();
        }

        @Override
        public List<Integer> otherPorts() {
            return List.of(serving(answering(Rcode.NOTIMP)).port(), serving(answering(Rcode.NOERROR)).port(),
                    serving(asked -> Optional.of(new byte[] {1, 2, 3})).port(), serving(asked -> Optional.empty()).port());
        }

        private Function<ScriptedServer.Asked, Optional<byte[]>> answering(int rcode) {
            return asked -> {
                Message answer = ScriptedZone.skeleton(ScriptedZone.parsed(asked));
                answer.getHeader().setRcode(rcode);
                return Optional.of(answer.toWire());
            };
        }
    }
}

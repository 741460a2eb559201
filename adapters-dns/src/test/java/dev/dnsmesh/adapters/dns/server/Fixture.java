package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.limit.CookieSecrets;
import dev.dnsmesh.adapters.dns.limit.ResponseLimiter;
import dev.dnsmesh.adapters.dns.limit.ResponseRates;
import dev.dnsmesh.adapters.dns.limit.ServerCookies;
import dev.dnsmesh.adapters.dns.limit.SourceLimiter;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.octets.Octets;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A server's inside without sockets: a zone, a keystore, an UPDATE service that remembers, and stopped clocks. */
final class Fixture {
    /** The second of dns.md 11. */
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    static final InetAddress SOMEBODY = InetAddress.ofLiteral("192.0.2.7");
    static final ResponseRates NO_RATES = new ResponseRates(false, 0, 0, 0, 0, List.of());

    final FakeZone zone = new FakeZone();
    final Keys keys = new Keys().with(Keys.key(Keys.ALICE, TsigAlgorithm.HMAC_SHA256));
    final ManualTime time = new ManualTime(NOW);
    final CountingMeter meter = new CountingMeter();
    final List<ApplyUpdate.Request> applied = new ArrayList<>();
    Function<ApplyUpdate.Request, ApplyUpdate.Outcome> outcome = request -> new ApplyUpdate.Outcome.Applied();
    /** Claims that the bucket of every source can pay for. */
    int payable = Integer.MAX_VALUE;
    ResponseRates rates = NO_RATES;
    Rate sources = Rate.UNLIMITED;
    boolean cookies = true;
    DnsServerSettings settings = DnsServerSettings.at(List.of(InetAddress.getLoopbackAddress()), 0);
    boolean updatesOpen = true;

    UpdateService updates() {
        return updatesOpen ? new UpdateService.Open(new Updates(), keys) : new UpdateService.Closed();
    }

    private final class Updates implements ApplyUpdate {
        @Override
        public Outcome apply(Request request) {
            synchronized (Fixture.this) {
                applied.add(request);
                return outcome.apply(request);
            }
        }

        @Override
        public boolean exhausts(InetAddress source, int claims) {
            return claims > payable;
        }
    }

    DnsGuards guards() {
        Optional<ServerCookies> answering = cookies
                ? CookieSecrets.parse("e5e973e5a6b2a43f48e7dc849e37bfcf").map(ServerCookies::new) : Optional.empty();
        return new DnsGuards(new SourceLimiter(() -> sources, 1), new SourceLimiter(() -> sources, 2),
                new ResponseLimiter(() -> rates, new byte[16]), answering);
    }

    DnsServices services() {
        return new DnsServices(settings, guards(), () -> zone, zone, updates(), time, new Outcomes(meter), new Refusals(time));
    }

    RequestHandler handler() {
        return new RequestHandler(services());
    }

    /** The response over UDP; empty where none is sent. */
    Optional<byte[]> udp(byte[] request) {
        return handled(handler(), request, Transport.DATAGRAM);
    }

    Optional<byte[]> tcp(byte[] request) {
        return handled(handler(), request, Transport.STREAM);
    }

    static Optional<byte[]> handled(RequestHandler handler, byte[] request, Transport transport) {
        int length = handler.handle(request, request.length, SOMEBODY, transport, true);
        return length == RequestHandler.SILENCE ? Optional.empty() : Optional.of(Arrays.copyOf(handler.response(), length));
    }

    long outcomes(String outcome) {
        return meter.count("dmp_dns_queries_total", "outcome", outcome);
    }

    static byte[] hex(String digits) {
        return Octets.fromHex(digits.replaceAll("\\s", "")).orElseThrow().toArray();
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.dns.limit.CookieSecrets;
import dev.dnsmesh.adapters.dns.limit.ResponseLimiter;
import dev.dnsmesh.adapters.dns.limit.ServerCookies;
import dev.dnsmesh.adapters.dns.limit.SourceLimiter;
import dev.dnsmesh.adapters.dns.server.DnsGuards;
import dev.dnsmesh.adapters.dns.server.DnsServer;
import dev.dnsmesh.adapters.dns.server.DnsServerSettings;
import dev.dnsmesh.adapters.dns.server.DotSettings;
import dev.dnsmesh.adapters.dns.server.UpdateService;
import dev.dnsmesh.adapters.dns.tsig.TsigKeys;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.bootstrap.lifecycle.Preflight;
import dev.dnsmesh.bootstrap.settings.DnsSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The DNS server and what guards it. */
final class DnsModule extends AbstractModule {
    private static final int KEY_OCTETS = 16;

    @Provides
    @Singleton
    DnsServer server(Vertx vertx, AnswerQuery.Factory answers, AnswerQuery.Zones zones, UpdateService updates, DnsGuards guards,
                     TimeSource time, Meter meter) {
        return new DnsServer(vertx, answers, zones, updates, guards, time, meter);
    }

    @Provides
    @Singleton
    AnswerMessage messages(DnsServer server) {
        return server.messages();
    }

    @Provides
    @Singleton
    DnsService dns(DnsServer running, NodeSettings settings, Preflight preflight, TlsIdentity identity) {
        DnsSettings dns = settings.dns();
        DnsServerSettings server = new DnsServerSettings(preflight.dnsAddresses(), dns.port(), dns.maxConcurrency(), dns.ednsBuffer(),
                dns.tcpIdle(), dns.maxFudge(), Octets.utf8(dns.nsid().orElse("")), Octets.utf8(dns.versionString().orElse("")), 1);
        return new DnsService(running, server, settings.tls().dnsPort()
                .flatMap(port -> identity.keys().map(keys -> new DotSettings(port, keys))));
    }

    @Provides
    @Singleton
    UpdateService updates(NodeSettings settings, ApplyUpdate updates, TsigKeyStore keys) {
        return settings.update().enabled() ? new UpdateService.Open(updates, TsigKeys.of(keys)) : new UpdateService.Closed();
    }

    @Provides
    @Singleton
    DnsGuards guards(LiveSettings live, RandomSource random) {
        Supplier<Rate> perClient = () -> live.settings().dns().perClient();
        return new DnsGuards(new SourceLimiter(perClient, seed(random)), new SourceLimiter(perClient, seed(random)),
                new ResponseLimiter(live::responseRates, random.octets(KEY_OCTETS).toArray()),
                cookies(live.settings().dns().cookies(), random));
    }

    private static Optional<ServerCookies> cookies(DnsSettings.Cookies cookies, RandomSource random) {
        if (!cookies.on()) {
            return Optional.empty();
        }
        List<Secret> secrets = cookies.secrets().isEmpty() ? List.of(Secret.of(random.octets(KEY_OCTETS))) : cookies.secrets();
        return Optional.of(new ServerCookies(new CookieSecrets(secrets.getFirst(), secrets.stream().skip(1).findFirst())));
    }

    private static long seed(RandomSource random) {
        return random.octets(Long.BYTES).asBuffer().getLong();
    }
}

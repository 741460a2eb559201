package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.HttpProtocol;
import dev.dnsmesh.adapters.http.HttpServer;
import dev.dnsmesh.adapters.http.HttpServerSettings;
import dev.dnsmesh.adapters.http.console.ConsoleRoutes;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import dev.dnsmesh.adapters.http.page.LandingPage;
import dev.dnsmesh.adapters.http.route.DnsQueryRoute;
import dev.dnsmesh.adapters.http.route.MetricsRoute;
import dev.dnsmesh.adapters.http.route.RecordRoutes;
import dev.dnsmesh.adapters.http.route.RegistrationRoutes;
import dev.dnsmesh.adapters.http.route.StatusRoutes;
import dev.dnsmesh.adapters.http.route.SyncRoutes;
import dev.dnsmesh.adapters.http.server.Deadlines;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.AuthoriseRead;
import dev.dnsmesh.application.port.in.AuthoriseWrite;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.in.DeleteRecords;
import dev.dnsmesh.application.port.in.PublishRecord;
import dev.dnsmesh.application.port.in.ReadRecords;
import dev.dnsmesh.application.port.in.ServePeers;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.settings.HttpSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.sync.RowVerifier;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** The HTTP server and its routes. */
final class HttpModule extends AbstractModule {
    @Provides
    @Singleton
    HttpService http(Vertx vertx, NodeSettings settings, TlsIdentity identity, List<Routes> routes, TimeSource time, RandomSource random,
                     Meter meter) {
        HttpSettings http = settings.http();
        HttpProtocol plain = settings.tls().plainHttp2() ? new HttpProtocol.PlainWithHttp2() : new HttpProtocol.Plain();
        return new HttpService(new HttpServer(vertx, serverSettings(http, http.port(), plain), routes, time, random, meter),
                settings.tls().httpPort().flatMap(port -> identity.keys().map(keys -> new HttpServer(vertx,
                        serverSettings(http, port, new HttpProtocol.Tls(keys)), routes, time, random, meter))));
    }

    /** What peers need, and their monitoring (cluster.md 13.9). */
    @Provides
    @Singleton
    SyncListener syncListener(Vertx vertx, NodeSettings settings, SyncIdentity identity, ClusterName name, RecordStore records, RowVerifier rows,
                              SignatureVerifier verifier, AddressLimiter limiter, StatusRoutes status, TimeSource time, RandomSource random, Meter meter) {
        return new SyncListener(identity.members().map(members -> {
            ServePeers peers = UseCaseModule.serving(OperatorTokens.of(settings.cluster().peerTokens()), settings.cluster(), name, records, rows, verifier, time);
            Routes health = (method, target) -> target.equals("/health") ? status.find(method, target) : Optional.empty();
            return new HttpServer(vertx, serverSettings(settings.http(), settings.cluster().tls().port(),
                    new HttpProtocol.MutualTls(members.own(), members.callers())), List.of(health, new SyncRoutes(peers, limiter)), time, random, meter);
        }));
    }

    @Provides
    @Singleton
    List<Routes> routes(StatusRoutes status, MetricsRoute metrics, RecordRoutes records, RegistrationRoutes registration, SyncRoutes sync,
                        DnsQueryRoute dnsQuery, LandingPage landing, ConsoleRoutes console) {
        return List.of(status, metrics, records, registration, sync, dnsQuery, landing, console);
    }

    @Provides
    @Singleton
    StatusRoutes status(CheckHealth health, CountRecords records) {
        return new StatusRoutes(health, records);
    }

    @Provides
    @Singleton
    MetricsRoute metrics(PrometheusMeter meter, AuthoriseRead readers, CheckHealth health, RecordStore records, TimeSource time,
                         NodeSettings settings) {
        new Vitals(health, records, time, settings.state().dataDirectory()).register(meter);
        return new MetricsRoute(meter::scrape, readers);
    }

    @Provides
    @Singleton
    RecordRoutes records(PublishRecord publishing, ReadRecords reading, DeleteRecords deleting, AuthoriseWrite writers,
                         AuthoriseRead readers, AddressLimiter limiter) {
        return new RecordRoutes(publishing, reading, deleting, writers, readers, limiter);
    }

    @Provides
    @Singleton
    DnsQueryRoute dnsQuery(AnswerMessage messages) {
        return new DnsQueryRoute(messages);
    }

    @Provides
    @Singleton
    SyncRoutes sync(ServePeers peers, AddressLimiter limiter) {
        return new SyncRoutes(peers, limiter);
    }

    /** The general one, shared by the routes that it bounds (http.md 3). */
    @Provides
    @Singleton
    AddressLimiter limiter(NodeSettings settings, TimeSource time) {
        return new AddressLimiter(settings.http().perClient(), time);
    }

    private static HttpServerSettings serverSettings(HttpSettings http, int port, HttpProtocol protocol) {
        return new HttpServerSettings(http.host(), port, http.maxConcurrency(),
                new TrustedProxies(http.trustedProxies().stream()
                        .map(range -> new TrustedProxies.Network(range.network(), range.bits())).toList()), Deadlines.USUAL, protocol);
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.HttpServer;
import dev.dnsmesh.adapters.http.HttpServerSettings;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import dev.dnsmesh.adapters.http.route.StatusRoutes;
import dev.dnsmesh.adapters.http.server.Deadlines;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.settings.HttpSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import io.vertx.core.Vertx;
import java.util.List;

/** The HTTP server and its routes. */
final class HttpModule extends AbstractModule {
    @Provides
    @Singleton
    HttpService http(Vertx vertx, NodeSettings settings, CheckHealth health, CountRecords records, TimeSource time, Meter meter) {
        List<Routes> routes = List.of(new StatusRoutes(health, records));
        return new HttpService(new HttpServer(vertx, serverSettings(settings.http()), routes, time, meter));
    }

    private static HttpServerSettings serverSettings(HttpSettings http) {
        return new HttpServerSettings(http.host(), http.port(), http.maxConcurrency(),
                new TrustedProxies(http.trustedProxies().stream()
                        .map(range -> new TrustedProxies.Network(range.network(), range.bits())).toList()), Deadlines.USUAL);
    }
}

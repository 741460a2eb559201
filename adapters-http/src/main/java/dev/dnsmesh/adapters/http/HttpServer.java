package dev.dnsmesh.adapters.http;

import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.server.Listener;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP port of a node: HTTP/1.1 (http.md 1 and 13.1), and HTTP/2 for those who ask for it. Its routes are those it is given; a route that a node
 * does not offer is simply not among them.
 */
public final class HttpServer {
    /** Requests in progress on one HTTP/2 connection. */
    private static final int MAX_STREAMS = 32;
    /** Octets of a head over HTTP/2: a message in the target of a GET, and more. */
    private static final int MAX_HEAD = 8_192;
    private static final int HANDSHAKE_SECONDS = 5;

    private final HttpServerSettings settings;
    private final io.vertx.core.http.HttpServer server;
    private final ExecutorService workers;

    /**
     * @param vertx  the process's one; closed by whoever made it
     * @param routes asked in this order
     */
    public HttpServer(Vertx vertx, HttpServerSettings settings, List<Routes> routes, TimeSource time, RandomSource random, Meter meter) {
        this.settings = settings;
        this.workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 1).factory());
        Listener listener = new Listener(vertx, routes, settings.proxies(), settings.deadlines(),
                settings.maxConcurrency(), workers, time, random, meter);
        this.server = vertx.createHttpServer(options(settings.protocol()))
                .connectionHandler(listener::connected)
                .invalidRequestHandler(listener::misunderstood)
                .requestHandler(listener::requested);
    }

    /**
     * Binds and serves. Blocks until it does.
     *
     * @return where it listens, with the port that port 0 became
     * @throws UncheckedIOException when the address cannot be bound
     */
    public InetSocketAddress start() {
        try {
            server.listen(settings.port(), settings.host()).toCompletionStage().toCompletableFuture().join();
            return new InetSocketAddress(settings.host(), server.actualPort());
        } catch (CompletionException failed) {
            throw new UncheckedIOException(new IOException("cannot listen for HTTP on " + settings.host() + " port "
                    + settings.port() + ": " + failed.getCause().getMessage(), failed.getCause()));
        }
    }

    /** Takes nothing new, answers what is in progress, and closes; at the latest after {@code atMost}. Blocks. */
    public void stop(Duration atMost) {
        server.shutdown(atMost).toCompletionStage().toCompletableFuture().join();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServerOptions options(HttpProtocol protocol) {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS).setMaxHeaderListSize(MAX_HEAD))
                .setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setAcceptBacklog(512);
        return switch (protocol) {
            case HttpProtocol.Plain() -> options;
            case HttpProtocol.PlainWithHttp2() -> options.setHttp2ClearTextEnabled(true);
            case HttpProtocol.Tls(var identity) -> options.setSsl(true).setUseAlpn(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(identity))
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
            case HttpProtocol.MutualTls(var identity, var authority) -> options.setSsl(true).setUseAlpn(false)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3")).setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(KeyCertOptions.wrap(identity)).setTrustOptions(TrustOptions.wrap(authority))
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        };
    }
}

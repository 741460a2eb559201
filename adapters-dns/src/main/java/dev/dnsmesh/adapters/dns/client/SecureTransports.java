package dev.dnsmesh.adapters.dns.client;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * DNS over TLS and over HTTPS, as a client of one run: what one trusts, and the connections that are kept meanwhile. Costs
 * nothing until the first message.
 */
public final class SecureTransports implements AutoCloseable {
    private static final int HANDSHAKE_SECONDS = 5;

    private final Supplier<TlsTrust> trust;
    private final Supplier<Vertx> vertx;
    private final List<DotExchange> streams = new ArrayList<>();
    private Optional<HttpClient> underTls = Optional.empty();
    private Optional<HttpClient> plain = Optional.empty();

    /**
     * @param trust asked at the first handshake
     * @param vertx asked when a message goes over HTTPS for the first time; closed by whoever made it
     */
    public SecureTransports(Supplier<TlsTrust> trust, Supplier<Vertx> vertx) {
        this.trust = trust;
        this.vertx = vertx;
    }

    /** @param lookup finds the addresses of names; an empty list = not found */
    Exchange to(Upstream.Tls server, Function<String, List<InetAddress>> lookup) {
        DotExchange exchange = new DotExchange(() -> trust.get().context().getSocketFactory(), HostAddresses.of(server.host(), lookup),
                server.port(), server.name());
        synchronized (this) {
            streams.add(exchange);
        }
        return exchange;
    }

    /** The same. */
    Exchange to(Upstream.Https server, Function<String, List<InetAddress>> lookup) {
        return new DohExchange(server.tls() ? this::underTls : this::plain, server, HostAddresses.of(server.host(), lookup));
    }

    private synchronized HttpClient underTls() {
        if (underTls.isEmpty()) {
            underTls = Optional.of(vertx.get().createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                    .setUseAlpn(true).setSsl(true).setVerifyHost(true).setTrustOptions(TrustOptions.wrap(trust.get().manager()))
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)));
        }
        return underTls.get();
    }

    private synchronized HttpClient plain() {
        if (plain.isEmpty()) {
            plain = Optional.of(vertx.get().createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_1_1)));
        }
        return plain.get();
    }

    @Override
    public synchronized void close() {
        streams.forEach(DotExchange::close);
        underTls.ifPresent(HttpClient::close);
        plain.ifPresent(HttpClient::close);
    }
}

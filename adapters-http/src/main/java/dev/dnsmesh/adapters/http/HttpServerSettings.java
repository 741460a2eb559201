package dev.dnsmesh.adapters.http;

import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import dev.dnsmesh.adapters.http.server.Deadlines;

/**
 * How the listener listens.
 *
 * @param host           {@code DMP_HTTP_HOST}: an address to bind, or a name of one
 * @param port           {@code DMP_HTTP_PORT}; 0 = any free port
 * @param maxConcurrency {@code DMP_HTTP_MAX_CONCURRENCY}: requests in progress
 * @param proxies        {@code DMP_TRUSTED_PROXIES}
 * @param protocol       what is spoken there
 */
public record HttpServerSettings(String host, int port, int maxConcurrency, TrustedProxies proxies,
                                 Deadlines deadlines, HttpProtocol protocol) {
    public static final int DEFAULT_CONCURRENCY = 64;

    public HttpServerSettings {
        if (port < 0 || port > 0xffff || maxConcurrency < 1) {
            throw new IllegalArgumentException("port " + port + ", concurrency " + maxConcurrency);
        }
    }

    /** HTTP/1.1 without TLS. */
    public HttpServerSettings(String host, int port, int maxConcurrency, TrustedProxies proxies, Deadlines deadlines) {
        this(host, port, maxConcurrency, proxies, deadlines, new HttpProtocol.Plain());
    }

    /** The rest as http.md has it. */
    public HttpServerSettings(String host, int port) {
        this(host, port, DEFAULT_CONCURRENCY, TrustedProxies.LOOPBACK, Deadlines.USUAL);
    }
}

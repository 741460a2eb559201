package dev.dnsmesh.adapters.http.client;

import dev.dnsmesh.application.port.out.SeedLists;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.heartbeat.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fetches a list from the very address that was screened, so that a name which resolves differently a moment later leads
 * nowhere else; the certificate is still checked against the name. No proxy is used.
 */
public final class HttpsSeedLists implements SeedLists {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int HTTPS = 443;
    private static final int OK = 200;

    private final Vertx vertx;
    private final Function<String, List<InetAddress>> names;
    private final Predicate<InetAddress> screen;
    private final Optional<TrustOptions> trust;
    private final Duration limit;

    /** The system's resolver and certificates. */
    public HttpsSeedLists(Vertx vertx) {
        this(vertx, HttpsSeedLists::resolved, address -> PublicAddress.is(Octets.of(address.getAddress())), Optional.empty(), LIMIT);
    }

    HttpsSeedLists(Vertx vertx, Function<String, List<InetAddress>> names, Predicate<InetAddress> screen, Optional<TrustOptions> trust, Duration limit) {
        this.vertx = vertx;
        this.names = names;
        this.screen = screen;
        this.trust = trust;
        this.limit = limit;
    }

    @Override
    public Fetch fetch(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            return new Fetch.Failed("not a URL");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            return new Fetch.Failed("not an https URL with a host");
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            List<InetAddress> addresses = vertx.executeBlocking(() -> names.apply(uri.getHost()), false).toCompletionStage().toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (addresses.isEmpty()) {
                return new Fetch.Failed("the host has no address");
            }
            return addresses.stream().allMatch(screen) ? fetch(uri, addresses.getFirst(), end) : new Fetch.Failed("the host is at an address that is not public");
        } catch (TimeoutException late) {
            return new Fetch.Failed("not here within " + limit.toMillis() + " ms");
        } catch (ExecutionException failed) {
            return new Fetch.Failed(String.valueOf(failed.getCause().getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Fetch.Failed("interrupted");
        }
    }

    private Fetch fetch(URI uri, InetAddress address, long end) throws TimeoutException, ExecutionException, InterruptedException {
        HttpClientOptions options = new HttpClientOptions().setSsl(true).setVerifyHost(true).setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false).setKeepAlive(false).setConnectTimeout(Math.toIntExact(limit.toMillis()));
        trust.ifPresent(options::setTrustOptions);
        HttpClient client = vertx.createHttpClient(options);
        try {
            int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
            String target = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            RequestOptions request = new RequestOptions().setMethod(HttpMethod.GET).setSsl(true).setHost(uri.getHost()).setPort(port)
                    .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                    .setURI(uri.getRawQuery() == null ? target : target + "?" + uri.getRawQuery()).setFollowRedirects(false);
            return client.request(request).compose(io.vertx.core.http.HttpClientRequest::send).compose(HttpsSeedLists::content).toCompletionStage().toCompletableFuture()
                    .get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } finally {
            client.close();
        }
    }

    /** Gathers what is read of the list, and hears no more than that. */
    private static Future<Fetch> content(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            return Future.succeededFuture(new Fetch.Failed("status " + response.statusCode()));
        }
        Promise<Fetch> whole = Promise.promise();
        Buffer kept = Buffer.buffer();
        response.handler(piece -> {
            kept.appendBuffer(piece);
            if (kept.length() > MOST_OCTETS) {
                response.pause();
                whole.tryComplete(new Fetch.Content(beginning(kept)));
            }
        });
        response.endHandler(end -> whole.tryComplete(new Fetch.Content(Octets.of(kept.getBytes()))));
        response.exceptionHandler(whole::tryFail);
        return whole.future();
    }

    private static Octets beginning(Buffer list) {
        int end = MOST_OCTETS;
        while (end > 0 && list.getByte(end - 1) != '\n') {
            end--;
        }
        return Octets.of(list.getBytes(0, end));
    }

    private static List<InetAddress> resolved(String host) {
        try {
            return List.of(InetAddress.getAllByName(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        } catch (UnknownHostException nobody) {
            return List.of();
        }
    }
}

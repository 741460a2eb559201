package dev.dnsmesh.adapters.dns.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** DNS over HTTPS (RFC 8484) by POST, which suits UPDATEs as well as queries. Redirects are not followed. */
final class DohExchange implements Exchange {
    private static final String DNS_MESSAGE = "application/dns-message";
    private static final int MAX_MESSAGE = 65_535;

    private final Supplier<HttpClient> client;
    private final Upstream.Https server;
    private final HostAddresses addresses;

    /** @param client made when it is first needed: it costs threads */
    DohExchange(Supplier<HttpClient> client, Upstream.Https server, HostAddresses addresses) {
        this.client = client;
        this.server = server;
        this.addresses = addresses;
    }

    @Override
    public byte[] ask(byte[] message, Duration timeout) throws IOException {
        IOException last = new UnknownHostException("no address found for " + server.host());
        for (InetAddress address : addresses.find()) {
            try {
                byte[] answer = post(address, message, timeout);
                if (!Exchange.answers(answer, answer.length, message)) {
                    throw new IOException("the server answered another question");
                }
                return answer;
            } catch (IOException failed) {
                last = failed;
            }
        }
        throw last;
    }

    private byte[] post(InetAddress address, byte[] message, Duration timeout) throws IOException {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(server.port(), bracketed(address.getHostAddress().replaceFirst("%.*", ""))))
                .setHost(bracketed(server.host())).setPort(server.port()).setSsl(server.tls()).setURI(server.path())
                .setFollowRedirects(false).setTimeout(timeout.toMillis())
                .putHeader("Content-Type", DNS_MESSAGE).putHeader("Accept", DNS_MESSAGE);
        Future<Buffer> answer = client.get().request(request)
                .compose(sending -> sending.send(Buffer.buffer(message)).compose(DohExchange::body));
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS).getBytes();
        } catch (TimeoutException silent) {
            throw new SocketTimeoutException("no answer over HTTPS");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new IOException(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** As authorities have IPv6 literals (RFC 3986 3.2.2). */
    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** The whole of it, as long as it can be a DNS message. */
    private static Future<Buffer> body(HttpClientResponse response) {
        String type = String.valueOf(response.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (response.statusCode() != 200 || !type.split(";")[0].strip().equals(DNS_MESSAGE)) {
            response.request().reset();
            return Future.failedFuture(new IOException("HTTP status " + response.statusCode() + ", content type " + type));
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer kept = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            if (kept.length() + part.length() > MAX_MESSAGE) {
                response.request().reset();
                whole.tryFail(new IOException("the answer is longer than a DNS message"));
            } else {
                kept.appendBuffer(part);
            }
        });
        response.endHandler(end -> whole.tryComplete(kept));
        return whole.future();
    }
}

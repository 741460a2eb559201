package dev.dnsmesh.adapters.http.client;

import dev.dnsmesh.adapters.http.client.BoundedBody.Pieces;
import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.ReceivedPage;
import dev.dnsmesh.domain.sync.ReceivedRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Calls a peer's sync routes (cluster.md 13.3 rule 10, 13.7, 13.8): connections are kept, answers may be compressed, and the
 * token that a peer took last is tried first.
 */
public final class HttpPeerClient implements PeerClient {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LOOK_EVERY_MILLIS = 500;
    /** Who gives more at once is asked for less at once; four peers that flood this node must not take all of its memory. */
    private static final long MOST_OCTETS = 16 << 20;
    private static final int MOST_DELAY_DIGITS = 6;

    private final HttpClient client;
    private final List<Secret> tokens;
    private final Duration silence;
    /** By peer, the index of the token that it took last. */
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * @param client follows no redirects and uses no proxy
     * @param tokens at least one, tried in this order
     */
    public HttpPeerClient(HttpClient client, List<Secret> tokens) {
        this(client, tokens, SILENCE);
    }

    HttpPeerClient(HttpClient client, List<Secret> tokens, Duration silence) {
        this.client = client;
        this.tokens = List.copyOf(tokens);
        this.silence = silence;
    }

    @Override
    public Answer<ReceivedPage> digest(Peer peer, Cursor after, int limit, boolean deletions) {
        // a name is of harmless characters, unless a peer made it up for a next_cursor
        String cursor = after.millis() + ":" + URLEncoder.encode(after.name(), StandardCharsets.UTF_8) + ":" + after.valueHash();
        return ask(peer, "/v1/sync/digest?cursor=" + cursor + "&limit=" + limit + (deletions ? "&tombstones=1" : ""), HttpRequest.Builder::GET,
                PeerAnswers::page, Optional.empty());
    }

    @Override
    public Answer<List<ReceivedRow>> pull(Peer peer, List<String> names) {
        String body = new JsonObject().put("names", new JsonArray(names)).encode();
        return ask(peer, "/v1/sync/pull", builder -> builder.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)), PeerAnswers::rows, Optional.empty());
    }

    @Override
    public Answer<Optional<String>> manifest(Peer peer) {
        return ask(peer, "/v1/sync/cluster-manifest", HttpRequest.Builder::GET,
                body -> PeerAnswers.wire(body).map(Optional::of), Optional.of(Optional.empty()));
    }

    /** @param none what an answer without content means, where it may be one */
    private <T> Answer<T> ask(Peer peer, String target, Function<HttpRequest.Builder, HttpRequest.Builder> method,
                              Function<InputStream, Optional<T>> read, Optional<T> none) {
        int first = taken.getOrDefault(peer.key(), 0);
        for (int i = 0; i < tokens.size(); i++) {
            int index = (first + i) % tokens.size();
            Answer<T> answer = ask(peer, target, tokens.get(index), method, read, none);
            if (!(answer instanceof Answer.Forbidden<T>)) {
                taken.put(peer.key(), index);
                return answer;
            }
        }
        return new Answer.Forbidden<>();
    }

    private <T> Answer<T> ask(Peer peer, String target, Secret token, Function<HttpRequest.Builder, HttpRequest.Builder> method,
                              Function<InputStream, Optional<T>> read, Optional<T> none) {
        HttpRequest request;
        try {
            request = method.apply(HttpRequest.newBuilder(URI.create(peer.endpoint() + target)).version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token.use(octets -> new String(octets, StandardCharsets.UTF_8))).header("Accept-Encoding", "gzip")).build();
        } catch (IllegalArgumentException notAUrl) {
            return new Answer.Unreachable<>("not a usable address");
        }
        try {
            return answer(exchange(request), read, none);
        } catch (ExecutionException failed) {
            String why = failed.getCause().getMessage() == null ? failed.getCause().getClass().getSimpleName() : failed.getCause().getMessage();
            return failed.getCause() instanceof ConnectException || failed.getCause() instanceof HttpConnectTimeoutException
                    ? new Answer.Unreachable<>(why) : new Answer.Broken<>(why);
        } catch (TimeoutException silent) {
            return new Answer.Broken<>("nothing came for " + silence.toMillis() + " ms");
        } catch (IOException malformed) {
            return new Answer.Broken<>(String.valueOf(malformed.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable<>("interrupted");
        }
    }

    /** Waits as long as something comes. */
    private HttpResponse<Pieces> exchange(HttpRequest request) throws ExecutionException, TimeoutException, InterruptedException {
        long start = System.nanoTime();
        AtomicLong last = new AtomicLong(start);
        CompletableFuture<HttpResponse<Pieces>> coming = client.sendAsync(request,
                head -> new BoundedBody(MOST_OCTETS, () -> last.set(System.nanoTime())));
        try {
            while (true) {
                try {
                    return coming.get(Math.min(LOOK_EVERY_MILLIS, silence.toMillis()), TimeUnit.MILLISECONDS);
                } catch (TimeoutException waiting) {
                    long now = System.nanoTime();
                    if (now - last.get() > silence.toNanos() || now - start > LONGEST.toNanos()) {
                        throw waiting;
                    }
                }
            }
        } finally {
            coming.cancel(true);
        }
    }

    private static <T> Answer<T> answer(HttpResponse<Pieces> reply, Function<InputStream, Optional<T>> read, Optional<T> none) throws IOException {
        return switch (reply.statusCode()) {
            case 200 -> content(read.apply(plain(reply)));
            case 204 -> content(none);
            case 403 -> new Answer.Forbidden<>();
            case 429 -> new Answer.Throttled<>(reply.headers().firstValue("Retry-After")
                    .filter(text -> text.matches("[0-9]{1," + MOST_DELAY_DIGITS + "}")).map(text -> Duration.ofSeconds(Long.parseLong(text))));
            default -> new Answer.Refused<>(reply.statusCode());
        };
    }

    private static <T> Answer<T> content(Optional<T> read) {
        return read.<Answer<T>>map(Answer.Content::new).orElseGet(() -> new Answer.Broken<>("the answer is not what a peer answers, or too long"));
    }

    private static InputStream plain(HttpResponse<Pieces> reply) throws IOException {
        return reply.headers().firstValue("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()
                ? new BoundedStream(new GZIPInputStream(reply.body().stream()), MOST_OCTETS) : reply.body().stream();
    }
}

package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.Addresses;
import dev.dnsmesh.adapters.http.limit.TrustedProxies;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections and requests on the event loop, has each answered on a thread of its own, and sends the answer. The
 * bounds of http.md 13.1 are kept here.
 */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** A method that is not told, as anything may stand there. */
    private static final String OTHER = "other";

    private final Vertx vertx;
    private final ErrorTrail errors;
    private final Dispatcher dispatcher;
    private final TrustedProxies proxies;
    private final Deadlines deadlines;
    private final Executor workers;
    private final Load load;
    private final Replies replies;
    private final TimeSource time;
    private final Meter meter;
    private final Map<String, Meter.Timer> timers = new ConcurrentHashMap<>();
    private final Map<HttpConnection, Patience> connections = new ConcurrentHashMap<>();
    private final IdleConnections idle = new IdleConnections();

    /**
     * @param maxRequests in progress at once; one more is hung up on
     * @param workers     threads that may block, as many as are asked for
     */
    public Listener(Vertx vertx, List<Routes> routes, TrustedProxies proxies, Deadlines deadlines, int maxRequests,
                    Executor workers, TimeSource time, RandomSource random, Meter meter) {
        this.vertx = vertx;
        this.errors = new ErrorTrail(random, time);
        this.dispatcher = new Dispatcher(routes, errors);
        this.proxies = proxies;
        this.deadlines = deadlines;
        this.workers = workers;
        this.time = time;
        this.meter = meter;
        this.load = new Load(maxRequests);
        this.replies = new Replies(vertx, deadlines, time, meter);
    }

    /** A connection was accepted. */
    public void connected(HttpConnection connection) {
        // strangers who only wait must not keep others away: the one who has waited longest makes room
        boolean welcome = load.connectionBegins() || idle.takeLongest().map(HttpConnection::close).isPresent();
        Patience patience = new Patience(vertx, connection);
        connections.put(connection, patience);
        connection.closeHandler(closed -> {
            connections.remove(connection);
            idle.ends(connection);
            patience.end();
            load.connectionEnds();
        });
        if (welcome) {
            idle.begins(connection);
            patience.waitFor(deadlines.head());
        } else {
            connection.close();
        }
    }

    /** The head of a request is there. */
    public void requested(HttpServerRequest received) {
        received.pause();
        if (isBehindTheLast(received)) {
            return;
        }
        Optional<InetAddress> client = client(received);
        if (client.isEmpty() || !load.requestBegins()) {
            Replies.abandon(received);
            return;
        }
        long start = time.nanos();
        Optional<Patience> patience = Optional.ofNullable(connections.get(received.connection()));
        patience.ifPresent(Patience::requestBegins);
        idle.ends(received.connection());
        Context loop = vertx.getOrCreateContext();
        IncomingBody body = new IncomingBody(received, vertx, loop, deadlines);
        Runnable done = () -> {
            load.requestEnds();
            if (patience.filter(waiting -> waiting.requestEnds(deadlines.idle())).isPresent() && connections.containsKey(received.connection())) {
                idle.begins(received.connection());
            }
            took(received.uri(), time.nanos() - start);
        };
        Method.of(received.method().name()).ifPresentOrElse(
                method -> workers.execute(() -> {
                    var request = new IncomingRequest(method, received, client.get(), body);
                    Answer answer = Compression.apply(dispatcher.answer(request), request.header("Accept-Encoding"));
                    LOG.debug("{} {} {}", method, RouteLabel.of(received.uri()), answer.status());
                    loop.runOnContext(now -> send(answer, received, body, done));
                }),
                () -> send(errors.traced(Answer.error(501, "unsupported method"), OTHER, received.uri()), received, body, done));
    }

    private void send(Answer answer, HttpServerRequest received, IncomingBody body, Runnable done) {
        if (!body.isConsumed() && received.version() != HttpVersion.HTTP_2) {
            Optional.ofNullable(connections.get(received.connection())).ifPresent(Patience::answersLast);
        }
        replies.send(answer, received, body, done);
    }

    /** The connection is about to be closed, and nothing on it is answered any more. */
    private boolean isBehindTheLast(HttpServerRequest received) {
        return Optional.ofNullable(connections.get(received.connection())).filter(Patience::hasAnsweredLast).isPresent();
    }

    /** From the head of the request to the last octet of the answer. */
    private void took(String target, long nanos) {
        timers.computeIfAbsent(RouteLabel.of(target), route -> meter.timer("dmp_http_request_seconds", "route", route)).record(nanos);
    }

    /** What came cannot be read as a request. */
    public void misunderstood(HttpServerRequest received) {
        if (isBehindTheLast(received)) {
            received.connection().close();
            return;
        }
        String length = received.getHeader("Content-Length");
        if (length != null && !length.matches("[0-9]{1,18}")) {
            replies.sendAndClose(errors.traced(Answer.error(400, "invalid body"), OTHER, received.uri()), received);
        } else {
            String id = errors.newId();
            received.response().putHeader(ErrorTrail.HEADER, id);
            HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(received);
            errors.refused(id, OTHER, received.uri(), received.response().getStatusCode());
        }
    }

    /** Requests that are being answered now. */
    public int requestsInProgress() {
        return load.requestsInProgress();
    }

    /** Empty where the connection is gone by now. */
    private Optional<InetAddress> client(HttpServerRequest received) {
        List<String> forwarded = received.headers().getAll("X-Forwarded-For");
        return Optional.ofNullable(received.remoteAddress()).flatMap(peer -> Addresses.parse(peer.hostAddress()))
                .map(peer -> proxies.client(peer, forwarded.isEmpty() ? Optional.empty() : Optional.of(String.join(",", forwarded))));
    }
}

package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends answers on the event loop, framed for their method, and counts them once they are sent. */
final class Replies {
    /** RFC 9113 7. */
    private static final long CANCEL = 8;

    private final Vertx vertx;
    private final Deadlines deadlines;
    private final TimeSource time;
    private final Meter meter;
    private final Map<String, Meter.Counter> counters = new ConcurrentHashMap<>();

    Replies(Vertx vertx, Deadlines deadlines, TimeSource time, Meter meter) {
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.time = time;
        this.meter = meter;
    }

    /** Sends; a connection on which part of a body is left is closed afterwards, and read on for a while before. */
    void send(Answer answer, HttpServerRequest request, IncomingBody body, Runnable done) {
        boolean leftovers = !body.isConsumed();
        if (leftovers && !isHttp2(request)) {
            request.response().putHeader("Connection", "close");
        }
        long timer = vertx.setTimer(Math.max(1, deadlines.write().toMillis()), late -> abandon(request));
        write(answer, request).onComplete(sent -> {
            vertx.cancelTimer(timer);
            if (sent.succeeded()) {
                count(request.method(), answer.status());
            }
            done.run();
            if (sent.failed()) {
                abandon(request); // who asked has hung up: nothing is left to read
            } else if (leftovers) {
                drain(request);
            } else if (!isHttp2(request)) {
                request.resume(); // the next one on the connection
            }
        });
    }

    void sendAndClose(Answer answer, HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        write(answer, request).onComplete(sent -> request.connection().close());
    }

    private Future<Void> write(Answer answer, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        response.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC)));
        answer.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Integer.toString(answer.body().length()));
        return request.method().equals(HttpMethod.HEAD)
                ? response.end()
                : response.end(Buffer.buffer(answer.body().toArray()));
    }

    /** Closing at once would reset the connection, and the answer with it, under a client that is still sending. */
    private void drain(HttpServerRequest request) {
        request.handler(unwanted -> { });
        long timer = vertx.setTimer(Math.max(1, deadlines.drain().toMillis()), late -> abandon(request));
        request.endHandler(end -> {
            if (isHttp2(request)) {
                vertx.cancelTimer(timer);
            } else {
                request.connection().close();
            }
        });
        request.resume();
    }

    /** Hangs up; over HTTP/2 on this request alone, which shares the connection with others. */
    static void abandon(HttpServerRequest request) {
        if (isHttp2(request)) {
            request.response().reset(CANCEL);
        } else {
            request.connection().close();
        }
    }

    private static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    private void count(HttpMethod token, int status) {
        Method.of(token.name()).ifPresent(method -> counters.computeIfAbsent(method + " " + status,
                fresh -> meter.counter("dmp_http_requests_total", "method", method.name(), "status",
                        Integer.toString(status))).increment());
    }
}

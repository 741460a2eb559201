package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Body;
import dev.dnsmesh.domain.octets.Octets;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.CompletableFuture;

/**
 * The body of a request that waits, paused, until somebody asks for it. At most the limit is ever kept; whether anything
 * is left on the connection afterwards is for {@link #isConsumed} to say.
 */
final class IncomingBody {
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final Context loop;
    private final Deadlines deadlines;
    private final CompletableFuture<Body> result = new CompletableFuture<>();
    private final Buffer kept = Buffer.buffer();
    private volatile boolean consumed;

    IncomingBody(HttpServerRequest request, Vertx vertx, Context loop, Deadlines deadlines) {
        this.request = request;
        this.vertx = vertx;
        this.loop = loop;
        this.deadlines = deadlines;
        this.consumed = !isChunked() && announced() == 0 && request.version() != HttpVersion.HTTP_2;
        // From the start: the connection may be gone before anybody asks.
        request.exceptionHandler(broken -> settle(new Body.Broken()));
    }

    /** Nothing of a body is left on the connection. Unknown over HTTP/2, where a head need not say whether a body follows: false. */
    boolean isConsumed() {
        return consumed;
    }

    /** Blocks. */
    Body read(int limit) {
        if (consumed) {
            return new Body.Complete(Octets.EMPTY);
        }
        if (isEncoded()) {
            return new Body.Encoded();
        }
        if (announced() > limit) {
            return new Body.TooLarge();
        }
        loop.runOnContext(now -> collect(limit));
        return result.join();
    }

    private void collect(int limit) {
        long timer = vertx.setTimer(Math.max(1, deadlines.body().toMillis()), late -> settle(new Body.Late()));
        result.whenComplete((body, never) -> vertx.cancelTimer(timer));
        request.handler(part -> {
            if (result.isDone()) {
                return;
            }
            if (kept.length() + part.length() > limit) {
                settle(new Body.TooLarge());
            } else {
                kept.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            consumed = true;
            settle(new Body.Complete(Octets.of(kept.getBytes())));
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void settle(Body body) {
        if (result.complete(body) && !(body instanceof Body.Complete)) {
            request.pause();
        }
    }

    /** In itself, or on its way: chunks are the only transfer coding that is understood, so that where the body ends is not known either. */
    private boolean isEncoded() {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity")
                || isChunked() && !request.headers().getAll("Transfer-Encoding").stream().allMatch(coding -> coding.strip().equalsIgnoreCase("chunked"));
    }

    private boolean isChunked() {
        return request.headers().contains("Transfer-Encoding");
    }

    /** Octets, 0 where none are announced. The codec has refused what is not a number before. */
    private long announced() {
        String length = request.getHeader("Content-Length");
        return length == null || length.isBlank() ? 0 : Long.parseLong(length.strip());
    }
}

package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Ties every error answer to a line of the log: both carry the same request id. A line names the route, never the name of
 * a record, an address or a token (registration.md W10). Strangers can cause these lines, so they are counted out: so many
 * in ten seconds, then one that says how many were left out; at DEBUG none is.
 */
final class ErrorTrail {
    static final String HEADER = "X-Request-Id";
    private static final Logger LOG = LoggerFactory.getLogger(ErrorTrail.class);
    private static final int ERROR = 400;
    private static final int LINES = 100;
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final int ID_OCTETS = 8;

    private final RandomSource random;
    private final TimeSource time;
    private final AtomicLong periodStart;
    private final AtomicInteger lines = new AtomicInteger();

    ErrorTrail(RandomSource random, TimeSource time) {
        this.random = random;
        this.time = time;
        this.periodStart = new AtomicLong(time.nanos());
    }

    /** The answer with an id, if it is one of an error; then there is a line with the same id. */
    Answer traced(Answer answer, String method, String target) {
        if (answer.status() < ERROR) {
            return answer;
        }
        String id = newId();
        refused(id, method, target, answer.status());
        return answer.with(HEADER, id);
    }

    /** What came was no request that could be dispatched. */
    void refused(String id, String method, String target, int status) {
        line(mayWrite() ? LOG.atInfo() : LOG.atDebug(), id, method, target).addKeyValue("status", status).log("request refused");
    }

    /** The answer to a fault of ours, of which the log tells everything. */
    Answer fault(String method, String target, Throwable fault) {
        String id = newId();
        line(LOG.atError(), id, method, target).setCause(fault).log("request failed");
        return Answer.error(500, "internal error").with(HEADER, id);
    }

    /** Says nothing of the request, nor of those before it. */
    String newId() {
        return random.octets(ID_OCTETS).hex();
    }

    private static LoggingEventBuilder line(LoggingEventBuilder level, String id, String method, String target) {
        return level.addKeyValue("request", id).addKeyValue("method", method).addKeyValue("route", RouteLabel.of(target));
    }

    private boolean mayWrite() {
        long now = time.nanos();
        long start = periodStart.get();
        if (now - start >= PERIOD_NANOS && periodStart.compareAndSet(start, now)) {
            int left = lines.getAndSet(0) - LINES;
            if (left > 0) {
                LOG.info("{} more lines about refused requests left out", left);
            }
        }
        return lines.incrementAndGet() <= LINES;
    }
}

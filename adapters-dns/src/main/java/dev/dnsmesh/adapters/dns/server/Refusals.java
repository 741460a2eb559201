package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.adapters.dns.tsig.TsigError;
import dev.dnsmesh.adapters.dns.tsig.TsigRecord;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator why a request was refused: by which rule and, where one signed, under which key, and on account of
 * which owner as far as the use case lets on. Never an address, a value or a MAC (registration.md W10). Strangers can cause
 * these lines, so they are counted out: so many in ten seconds, then one that says how many were left out.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int LINES = 20;
    private static final long PERIOD_NANOS = 10_000_000_000L;

    private final TimeSource time;
    private final AtomicLong periodStart;
    private final AtomicInteger lines = new AtomicInteger();

    Refusals(TimeSource time) {
        this.time = time;
        this.periodStart = new AtomicLong(time.nanos());
    }

    void unauthenticated(TsigRecord tsig, TsigError error) {
        if (mayWrite()) {
            LOG.info("request not authenticated: error={} key={}", error,
                    tsig.keyName().map(TsigKeyName::text).orElse("(not a key name)"));
        }
    }

    void denied(Exchange exchange, Rcode rcode, String rule, Optional<String> owner) {
        if (mayWrite()) {
            LOG.info("update refused: rcode={} rule={} key={} owner={}", rcode, rule,
                    exchange.check() instanceof TsigCheck.Genuine(var key) ? key.name().text() : "(unsigned)", owner.orElse("-"));
        }
    }

    /** An outage is told in a line; what ought not to happen with all that is known of it. */
    void failed(Throwable failure) {
        if (!mayWrite()) {
            return;
        }
        if (failure instanceof StorageUnavailable) {
            LOG.warn("request failed: storage unavailable: {}", failure.getMessage());
        } else {
            LOG.error("request failed", failure);
        }
    }

    /** A socket's trouble, which names no requestor. */
    void transport(Throwable cause) {
        if (LOG.isDebugEnabled() && mayWrite()) {
            LOG.debug("transport: {}", cause.toString());
        }
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

package dev.dnsmesh.adapters.dns.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A connection's request waits for a permit, and not for longer than allowed (dns.md 10.12). Lives on the connection's
 * event loop.
 */
final class PermitWait {
    private final WorkPermits permits;
    private final EventLoop loop;
    private final Duration patience;
    private final Runnable resume;
    private final Runnable late;
    private final Runnable wake = this::wake;
    private boolean waiting;
    private boolean begun;
    private Future<?> timer;

    /**
     * @param resume asks again; a permit may be free
     * @param late   patience is at its end
     */
    PermitWait(WorkPermits permits, EventLoop loop, Duration patience, Runnable resume, Runnable late) {
        this.permits = permits;
        this.loop = loop;
        this.patience = patience;
        this.resume = resume;
        this.late = late;
        timer = loop.newSucceededFuture(resume);
    }

    /** Waits on for the request that has just found no permit. */
    void await() {
        waiting = true;
        if (!begun) {
            begun = true;
            timer = loop.schedule(this::timeUp, patience.toNanos(), TimeUnit.NANOSECONDS);
        }
        permits.whenReleased(wake);
    }

    boolean isWaiting() {
        return waiting;
    }

    /** The request at hand has waited before, so what comes before waiting is done. */
    boolean isResuming() {
        return begun;
    }

    /** The request that waited, if any did, has its permit. */
    void served() {
        if (begun) {
            begun = false;
            timer.cancel(false);
        }
    }

    void cancel() {
        waiting = false;
        served();
        permits.forget(wake);
    }

    private void wake() {
        loop.execute(() -> {
            if (waiting) {
                waiting = false;
                resume.run();
            }
        });
    }

    private void timeUp() {
        if (begun) {
            cancel();
            late.run();
        }
    }
}

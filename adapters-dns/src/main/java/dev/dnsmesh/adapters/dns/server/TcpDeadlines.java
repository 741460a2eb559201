package dev.dnsmesh.adapters.dns.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock of one connection: whole messages, silence and blocked writes have deadlines, not single reads. One timer
 * runs; when it fires too early for the deadline as it is by then, it is set again.
 */
final class TcpDeadlines {
    private static final long NONE = Long.MAX_VALUE;
    private static final long BUSY = -1;

    private final EventLoop loop;
    private final LongSupplier nanos;
    private final TcpTimeouts timeouts;
    private final Runnable expired;
    private final long accepted;
    private boolean prefixed;
    private boolean busy;
    private boolean partial;
    private long partialSince;
    private long quietSince;
    private int writes;
    private long writeProgress;
    private boolean lingering;
    private Future<?> timer;
    private long timerAt = NONE;
    private volatile long idleSince;

    /**
     * @param nanos   monotonic
     * @param expired runs on the loop when a deadline has passed
     */
    TcpDeadlines(EventLoop loop, LongSupplier nanos, TcpTimeouts timeouts, Runnable expired) {
        this.loop = loop;
        this.nanos = nanos;
        this.timeouts = timeouts;
        this.expired = expired;
        accepted = nanos.getAsLong();
        quietSince = accepted;
        idleSince = accepted;
        timer = loop.newSucceededFuture(expired);
    }

    /** The first length prefix is here. */
    void prefixed() {
        prefixed = true;
    }

    /** A message was taken off; what is left, if anything, is the start of another one. */
    void messageEnded() {
        partial = false;
    }

    /**
     * What the connection is at now.
     *
     * @param isBusy    requests are in progress, or nothing is read for another reason of ours
     * @param isPartial a message has begun
     */
    void state(boolean isBusy, boolean isPartial) {
        long now = nanos.getAsLong();
        if (isPartial && !isBusy && (!partial || busy)) {
            partialSince = now;
        }
        partial = isPartial;
        busy = isBusy;
        quietSince = now;
        idleSince = isBusy || isPartial || writes > 0 ? BUSY : now;
        arm();
    }

    void writing() {
        if (writes++ == 0) {
            writeProgress = nanos.getAsLong();
            arm();
        }
    }

    void written() {
        writes--;
        writeProgress = nanos.getAsLong();
    }

    /** All is answered; the peer has a moment to close. */
    void lingering() {
        lingering = true;
        quietSince = nanos.getAsLong();
        arm();
    }

    void cancel() {
        timer.cancel(false);
        timerAt = NONE;
    }

    /** Since when nothing has been in progress or pending, as a duration; negative while something is. From any thread. */
    long idleNanos() {
        long since = idleSince;
        return since == BUSY ? BUSY : Math.max(0, nanos.getAsLong() - since);
    }

    private long deadline() {
        if (lingering) {
            return quietSince + timeouts.linger().toNanos();
        }
        long deadline = writes > 0 ? writeProgress + timeouts.blockedWrite().toNanos() : NONE;
        if (busy) {
            return deadline;
        }
        if (!prefixed) {
            deadline = Math.min(deadline, accepted + timeouts.firstPrefix().toNanos());
        }
        if (partial) {
            return Math.min(deadline, partialSince + timeouts.wholeMessage().toNanos());
        }
        return writes > 0 ? deadline : Math.min(deadline, quietSince + timeouts.idle().toNanos());
    }

    private void arm() {
        long deadline = deadline();
        if (deadline < timerAt) {
            timer.cancel(false);
            timerAt = deadline;
            timer = loop.schedule(this::fired, deadline - nanos.getAsLong(), TimeUnit.NANOSECONDS);
        }
    }

    private void fired() {
        timerAt = NONE;
        long deadline = deadline();
        if (deadline != NONE && nanos.getAsLong() - deadline >= 0) {
            expired.run();
        } else {
            arm();
        }
    }
}

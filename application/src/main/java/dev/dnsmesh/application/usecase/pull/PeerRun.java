package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.PeerClient.Answer;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Pair;
import dev.dnsmesh.domain.sync.ReceivedPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run with one peer (cluster.md 13.3). */
final class PeerRun {
    private static final int PAGE = 1_000;
    private static final int SCAN_PAGE = 10_000;
    private static final int RETRIED_AT_ONCE = 64;

    private final PeerState state;
    private final PullParts parts;
    private final PullMeters meters;
    private final RowTaking taking;
    private final long endsAt;
    private long oldestLeft;

    PeerRun(PeerState state, PullParts parts, PullMeters meters) {
        this.state = state;
        this.parts = parts;
        this.meters = meters;
        endsAt = parts.time().nanos() + parts.rules().catchUp().toNanos();
        taking = new RowTaking(state, parts, meters, this::timeLeft);
    }

    RunResult run() {
        Instant now = parts.time().now();
        state.quarantine.expire(now);
        if (state.brake.release(now)) {
            state.scan();
        }
        RunResult result = retry(now);
        if (result.isAnswered()) {
            result = pages(firstCursor(), PAGE, false);
        }
        if (result.isAnswered()) {
            Optional<Cursor> scan = state.scanning(now);
            if (scan.isPresent()) {
                RunResult scanned = pages(scan.get(), SCAN_PAGE, true);
                result = scanned == RunResult.LEVEL ? result : scanned;
            }
        }
        state.leaves(oldestLeft);
        return result;
    }

    private Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, endsAt - parts.time().nanos()));
    }

    private Cursor firstCursor() {
        Cursor watermark = state.progress().watermark();
        return state.isAware() ? watermark
                : new Cursor(Math.max(0, watermark.millis() - parts.rules().overlap().toMillis()), "", "");
    }

    private RunResult retry(Instant now) {
        List<Pair> due = state.quarantine.due(RETRIED_AT_ONCE, now);
        return due.isEmpty() ? RunResult.LEVEL : taking.retry(due);
    }

    private RunResult pages(Cursor from, int limit, boolean scan) {
        Cursor asked = from;
        while (true) {
            if (timeLeft().isZero()) {
                return RunResult.BEHIND;
            }
            if (!state.pace.await(state.isAware())) {
                return RunResult.STOPPED;
            }
            Instant sent = parts.time().now();
            switch (parts.client().digest(state.peer, asked, limit, parts.rules().deletions())) {
                case Answer.Content<ReceivedPage>(ReceivedPage page) -> {
                    state.pace.answered();
                    if (tellsAnotherHistory(page)) {
                        return RunResult.BEHIND;
                    }
                    PageWork work = PageWork.of(page, sent);
                    RunResult taken = taking.take(work, page.aware(), sent);
                    oldestLeft = oldest(oldestLeft, work.oldestLeft());
                    if (!taken.isAnswered()) {
                        return taken;
                    }
                    Optional<Cursor> next = next(work, page, asked);
                    if (scan) {
                        next.ifPresent(state::scannedTo);
                    }
                    if (!page.hasMore() || next.isEmpty()) {
                        return finished(scan, page.hasMore(), taken);
                    }
                    asked = next.get();
                }
                case Answer.Throttled<ReceivedPage>(Optional<Duration> wait) -> {
                    if (!state.pace.giveWay(wait, timeLeft())) {
                        return RunResult.BEHIND;
                    }
                }
                case Answer.Forbidden<ReceivedPage> ignored -> {
                    return RunResult.FORBIDDEN;
                }
                case Answer.Refused<ReceivedPage> ignored -> {
                    return RunResult.REFUSED;
                }
                case Answer.Broken<ReceivedPage> ignored -> {
                    return RunResult.BROKEN;
                }
                case Answer.Unreachable<ReceivedPage> ignored -> {
                    return RunResult.UNREACHABLE;
                }
            }
        }
    }

    private RunResult finished(boolean scan, boolean hasMore, RunResult taken) {
        if (scan && !hasMore) {
            Instant now = parts.time().now();
            state.scanned(parts.nextScan(now));
            taking.commit(List.of(), List.of(), state.progress().withScan(now), now);
        }
        return hasMore ? RunResult.BEHIND : taken;
    }

    /** The end of the page, or, of a page that tells no place, what the peer says; empty where that does not lead on. */
    private Optional<Cursor> next(PageWork work, ReceivedPage page, Cursor asked) {
        return work.end().or(() -> page.next().flatMap(text -> Cursor.parseNext(text, parts.time().now())))
                .filter(next -> next.compareTo(asked) > 0);
    }

    /** A peer that lost its data or had it rebased starts from the beginning, at once with the next run (cluster.md 13.1). */
    private boolean tellsAnotherHistory(ReceivedPage page) {
        state.tellsDeletions(page.aware());
        PeerProgress known = state.progress();
        if (page.instance().isEmpty() || page.instance().equals(known.instance())) {
            return false;
        }
        boolean other = known.instance().isPresent();
        taking.commit(List.of(), List.of(), other ? known.restarted(page.instance()) : known.withInstance(page.instance()), parts.time().now());
        if (other) {
            state.scan();
        }
        return other;
    }

    private static long oldest(long one, long other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }
}

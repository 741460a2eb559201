package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.Quarantine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What this process knows of one peer between its runs. Used by one run at a time, but for {@link #claim} and the figures. */
final class PeerState {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LAST_BACK_OFF = Duration.ofSeconds(60);
    private static final Duration NOTABLE_OUTAGE = Duration.ofMinutes(10);

    final Peer peer;
    final Quarantine quarantine = new Quarantine();
    final Pace pace;
    final DeletionBrake brake = new DeletionBrake();
    private final TimeSource time;
    private PeerProgress progress;
    /** Where the full comparison that goes on stands. */
    private Optional<Cursor> scanning = Optional.of(Cursor.BEGINNING);
    private boolean aware;
    private Optional<RunResult> former = Optional.empty();
    private Duration backOff = FIRST_BACK_OFF;
    private Instant nextScan = Instant.MAX;
    private Optional<Instant> silentSince = Optional.empty();
    private boolean running;
    private long dueAt;
    private volatile boolean level;
    private volatile long oldestMillis;
    private volatile int quarantined;

    /** Begins with a full comparison, which finds what was in quarantine before. */
    PeerState(Peer peer, PeerProgress progress, Pause pause, TimeSource time) {
        this.peer = peer;
        this.progress = progress;
        this.time = time;
        pace = new Pace(pause, time);
        dueAt = time.nanos();
    }

    /** True for the first who asks once a run is due; that one runs. */
    synchronized boolean claim() {
        boolean due = !running && time.nanos() - dueAt >= 0;
        running |= due;
        return due;
    }

    synchronized void release(RunResult result, PullRules rules) {
        Duration wait = result.isAnswered() || result == RunResult.STOPPED ? rules.interval()
                : result == RunResult.FORBIDDEN ? LAST_BACK_OFF : backOff;
        if (result.isAnswered()) {
            backOff = FIRST_BACK_OFF;
        } else if (result != RunResult.STOPPED) {
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(LAST_BACK_OFF) < 0 ? doubled : LAST_BACK_OFF;
        }
        dueAt = time.nanos() + wait.toNanos();
        quarantined = quarantine.size();
        running = false;
    }

    /** @return whether it ended otherwise than the run before, which is worth a word in the log */
    boolean ended(RunResult result, Instant now) {
        if (result.isAnswered()) {
            if (silentSince.filter(since -> since.plus(NOTABLE_OUTAGE).isBefore(now)).isPresent()) {
                scan();
            }
            silentSince = Optional.empty();
        } else if (silentSince.isEmpty()) {
            silentSince = Optional.of(now);
        }
        level = result == RunResult.LEVEL;
        boolean changed = former.filter(result::equals).isEmpty();
        former = Optional.of(result);
        return changed;
    }

    Optional<RunResult> former() {
        return former;
    }

    PeerProgress progress() {
        return progress;
    }

    void reached(PeerProgress committed) {
        progress = committed;
    }

    boolean isAware() {
        return aware;
    }

    void tellsDeletions(boolean tells) {
        aware = tells;
    }

    /** Where the full comparison goes on, if one is due. */
    Optional<Cursor> scanning(Instant now) {
        if (scanning.isEmpty() && !nextScan.isAfter(now)) {
            scan();
        }
        return scanning;
    }

    /** Compares everything anew. */
    void scan() {
        scanning = Optional.of(Cursor.BEGINNING);
    }

    void scannedTo(Cursor position) {
        scanning = Optional.of(position);
    }

    /** @param next when the next one is due */
    void scanned(Instant next) {
        scanning = Optional.empty();
        nextScan = next;
    }

    /** @param millis stamp of the oldest row that is left, 0 = none */
    void leaves(long millis) {
        oldestMillis = millis;
    }

    double level() {
        return level ? 1 : 0;
    }

    double lagSeconds() {
        long oldest = oldestMillis;
        return oldest == 0 ? 0 : Math.max(0, time.now().toEpochMilli() - oldest) / 1000.0;
    }

    double braked() {
        return brake.isOn() ? 1 : 0;
    }

    double quarantined() {
        return quarantined;
    }
}

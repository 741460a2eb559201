package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.Meter;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** What an operator sees of replication (cluster.md 13.12). Peers are told by their ids, which the operator chose. */
final class PullMeters {
    private final Meter meter;
    private final String peer;

    PullMeters(Meter meter, String peer) {
        this.meter = meter;
        this.peer = peer;
    }

    /** What became of a row that a peer announced. */
    enum Row {
        WRITTEN, HANDLED, REJECTED, SUPPRESSED
    }

    void ran(RunResult result) {
        meter.counter("dmp_sync_runs_total", "peer", peer, "result", result.label()).increment();
    }

    void rows(Row became, long number) {
        if (number > 0) {
            meter.counter("dmp_sync_rows_total", "peer", peer, "result", became.name().toLowerCase(Locale.ROOT)).add(number);
        }
    }

    void watch(DoubleSupplier level, DoubleSupplier lagSeconds, DoubleSupplier quarantined, DoubleSupplier braked) {
        for (Row became : Row.values()) {
            // present from the start, so that a rate has something to start from
            meter.counter("dmp_sync_rows_total", "peer", peer, "result", became.name().toLowerCase(Locale.ROOT)).add(0);
        }
        meter.gauge("dmp_sync_level", level, "peer", peer);
        meter.gauge("dmp_sync_lag_seconds", lagSeconds, "peer", peer);
        meter.gauge("dmp_sync_quarantine", quarantined, "peer", peer);
        meter.gauge("dmp_sync_tombstone_brake", braked, "peer", peer);
    }
}

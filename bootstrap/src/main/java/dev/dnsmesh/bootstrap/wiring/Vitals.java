package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import java.nio.file.Path;

/** What tells an operator whether the node is well, read when it is asked for. */
record Vitals(CheckHealth health, RecordStore records, TimeSource time, Path dataDirectory) {
    private static final double MILLIS_PER_SECOND = 1000;

    void register(Meter meter) {
        meter.gauge("dmp_healthy", () -> switch (health.check()) {
            case CheckHealth.Health.Sound() -> 1;
            case CheckHealth.Health.Degraded(var store) -> 0;
        });
        meter.gauge("dmp_claims", records::claims);
        meter.gauge("dmp_time_seconds", () -> time.now().toEpochMilli() / MILLIS_PER_SECOND);
        meter.gauge("dmp_data_directory_free_bytes", () -> dataDirectory.toFile().getUsableSpace());
    }
}

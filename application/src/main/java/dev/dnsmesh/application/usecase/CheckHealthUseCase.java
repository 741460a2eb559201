package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/** Looks up a name at which nothing needs to be: that the read works is the answer. */
public final class CheckHealthUseCase implements CheckHealth {
    private static final OwnerName PROBE = new OwnerName("__dmp_health_probe__");

    private final RecordStore records;
    private final TimeSource time;

    public CheckHealthUseCase(RecordStore records, TimeSource time) {
        this.records = records;
        this.time = time;
    }

    @Override
    public Health check() {
        try {
            records.liveAt(PROBE, time.now());
            return new Health.Sound();
        } catch (RuntimeException unreadable) {
            // Whatever it is, the store could not be read: that is the finding here, not a failure of the check.
            return new Health.Degraded(Optional.ofNullable(unreadable.getMessage()).flatMap(text -> text.lines().findFirst())
                    .orElse(unreadable.getClass().getSimpleName()));
        }
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.console.Figures;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.lifecycle.Housekeeping;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import java.time.Duration;
import java.util.List;

/** The chores. */
final class HousekeepingModule extends AbstractModule {
    /** At least daily is promised, also for a node that is restarted every night. */
    private static final Duration PRUNING = Duration.ofHours(1);

    @Provides
    @Singleton
    Housekeeping housekeeping(NodeSettings settings, LiveSettings live, RecordStore records, AuditLog audit, OwnershipRegistry owners, TimeSource time,
                              Figures figures) {
        return new Housekeeping(List.of(
                new Housekeeping.Chore("swept expired rows", settings.state().cleanupInterval(),
                        () -> records.sweep(time.now(), Housekeeping.PORTION)),
                new Housekeeping.Chore("sampled the meters", Figures.EVERY, () -> {
                    figures.sample();
                    return 0;
                }),
                new Housekeeping.Chore("pruned the audit", PRUNING,
                        () -> audit.prune(time.now().minus(live.settings().registration().auditRetention()), Housekeeping.PORTION)),
                new Housekeeping.Chore("freed names that nobody holds any more", PRUNING,
                        () -> owners.prune(time.now(), Housekeeping.PORTION))));
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.lifecycle.Housekeeping;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import java.time.Duration;
import java.util.List;

/** The chores. */
final class HousekeepingModule extends AbstractModule {
    @Provides
    @Singleton
    Housekeeping housekeeping(NodeSettings settings, RecordStore records, AuditLog audit, TimeSource time) {
        Duration retention = settings.registration().auditRetention();
        return new Housekeeping(List.of(
                new Housekeeping.Chore("swept expired rows", settings.state().cleanupInterval(),
                        () -> records.sweep(time.now(), Housekeeping.PORTION)),
                new Housekeeping.Chore("pruned the audit", Duration.ofDays(1),
                        () -> audit.prune(time.now().minus(retention), Housekeeping.PORTION))));
    }
}

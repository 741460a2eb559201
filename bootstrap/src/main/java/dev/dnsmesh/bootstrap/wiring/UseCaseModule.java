package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.usecase.CheckHealthUseCase;
import dev.dnsmesh.application.usecase.CountRecordsUseCase;
import dev.dnsmesh.application.usecase.ServedZones;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.zone.ZoneTable;

/** The use cases on the stores. */
final class UseCaseModule extends AbstractModule {
    @Provides
    @Singleton
    ServedZones servedZones(NodeSettings settings, RecordStore records) {
        ZoneTable zones = new ZoneTable(settings.authority().zones());
        return new ServedZones(() -> zones, records);
    }

    @Provides
    @Singleton
    AnswerQuery.Factory answers(ServedZones zones) {
        return zones;
    }

    @Provides
    @Singleton
    AnswerQuery.Zones zones(ServedZones zones) {
        return zones;
    }

    @Provides
    @Singleton
    CheckHealth health(RecordStore records, TimeSource time) {
        return new CheckHealthUseCase(records, time);
    }

    @Provides
    @Singleton
    CountRecords count(RecordStore records) {
        return new CountRecordsUseCase(records);
    }
}

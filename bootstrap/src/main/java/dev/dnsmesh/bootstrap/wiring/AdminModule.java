package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.cli.admin.AdminCommands;
import dev.dnsmesh.adapters.cli.admin.AdminPorts;
import dev.dnsmesh.application.port.in.AdministerOwners;
import dev.dnsmesh.application.port.in.AdministerRecords;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.application.port.in.ReadStatistics;
import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.usecase.admin.AdministerOwnersUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerRecordsUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerTokensUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerTsigKeysUseCase;
import dev.dnsmesh.application.usecase.admin.ReadAuditUseCase;
import dev.dnsmesh.application.usecase.admin.ReadStatisticsUseCase;

/** What {@code dnsmesh-node admin} can do, in a running node and without one. */
final class AdminModule extends AbstractModule {
    @Provides
    @Singleton
    RunAdminCommand commands(AdministerTsigKeys tsigKeys, AdministerTokens tokens, AdministerOwners owners, ReadAudit audit,
                             AdministerRecords records, ReadStatistics statistics, TimeSource time) {
        AdminPorts ports = new AdminPorts(tsigKeys, tokens, owners, audit, records, statistics);
        return new AdminCommands(() -> ports, time);
    }

    @Provides
    @Singleton
    AdministerTsigKeys tsigKeys(LiveSettings live, TsigKeyStore keys, RandomSource random, TimeSource time) {
        return new AdministerTsigKeysUseCase(keys, live::rules, random, time);
    }

    @Provides
    @Singleton
    AdministerTokens tokens(LiveSettings live, TokenStore tokens, RandomSource random, TimeSource time) {
        return new AdministerTokensUseCase(tokens, live::rules, random, time);
    }

    @Provides
    @Singleton
    AdministerOwners owners(LiveSettings live, OwnershipRegistry registry, TimeSource time) {
        return new AdministerOwnersUseCase(registry, live::rules, time);
    }

    @Provides
    @Singleton
    ReadAudit audit(AuditLog audit) {
        return new ReadAuditUseCase(audit);
    }

    @Provides
    @Singleton
    AdministerRecords records(RecordStore records, TimeSource time) {
        return new AdministerRecordsUseCase(records, time);
    }

    @Provides
    @Singleton
    ReadStatistics statistics(RecordStore records, TsigKeyStore keys, TokenStore tokens, OwnershipRegistry owners, WatermarkStore watermarks,
                              TimeSource time) {
        return new ReadStatisticsUseCase(records, keys, tokens, owners, watermarks, time);
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.cli.admin.AdminCommands;
import dev.dnsmesh.adapters.cli.admin.AdminPorts;
import dev.dnsmesh.application.port.in.AdministerOwners;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.usecase.admin.AdministerOwnersUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerTokensUseCase;
import dev.dnsmesh.application.usecase.admin.AdministerTsigKeysUseCase;
import dev.dnsmesh.application.usecase.admin.MintingRules;
import dev.dnsmesh.application.usecase.admin.ReadAuditUseCase;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.RegistrationSettings;

/** What {@code dnsmesh-node admin} can do, in a running node and without one. */
final class AdminModule extends AbstractModule {
    @Provides
    @Singleton
    RunAdminCommand commands(AdministerTsigKeys tsigKeys, AdministerTokens tokens, AdministerOwners owners, ReadAudit audit,
                             TimeSource time) {
        AdminPorts ports = new AdminPorts(tsigKeys, tokens, owners, audit);
        return new AdminCommands(() -> ports, time);
    }

    @Provides
    @Singleton
    MintingRules rules(NodeSettings settings) {
        RegistrationSettings registration = settings.registration();
        return new MintingRules(settings.authority().zones().served(), registration.scope(), registration.hold());
    }

    @Provides
    @Singleton
    AdministerTsigKeys tsigKeys(MintingRules rules, TsigKeyStore keys, RandomSource random, TimeSource time) {
        return new AdministerTsigKeysUseCase(keys, () -> rules, random, time);
    }

    @Provides
    @Singleton
    AdministerTokens tokens(MintingRules rules, TokenStore tokens, RandomSource random, TimeSource time) {
        return new AdministerTokensUseCase(tokens, () -> rules, random, time);
    }

    @Provides
    @Singleton
    AdministerOwners owners(MintingRules rules, OwnershipRegistry registry, TimeSource time) {
        return new AdministerOwnersUseCase(registry, () -> rules, time);
    }

    @Provides
    @Singleton
    ReadAudit audit(AuditLog audit) {
        return new ReadAuditUseCase(audit);
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.cli.admin.AdminCommands;
import dev.dnsmesh.adapters.cli.admin.AdminPorts;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.usecase.admin.AdministerTsigKeysUseCase;
import dev.dnsmesh.application.usecase.admin.MintingRules;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.RegistrationSettings;

/** What {@code dnsmesh-node admin} can do, in a running node and without one. */
final class AdminModule extends AbstractModule {
    @Provides
    @Singleton
    RunAdminCommand commands(AdministerTsigKeys tsigKeys) {
        return new AdminCommands(new AdminPorts(tsigKeys));
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
}

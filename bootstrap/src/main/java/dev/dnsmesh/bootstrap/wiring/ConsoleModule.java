package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.console.ConsoleRoutes;
import dev.dnsmesh.adapters.http.console.Figures;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.platform.SoftwareVersion;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.name.OwnerName;

/** The page at {@code /console}. */
final class ConsoleModule extends AbstractModule {
    @Provides
    @Singleton
    Figures figures(PrometheusMeter meter, TimeSource time) {
        return new Figures(meter::series, time);
    }

    @Provides
    @Singleton
    ConsoleRoutes console(NodeSettings settings, Figures figures, OperatorTokens operator, AdministerTsigKeys keys, AdministerTokens tokens,
                          CheckHealth health, RandomSource random, TimeSource time) {
        return new ConsoleRoutes(new ConsoleRoutes.Identity(settings.authority().zones().served().map(OwnerName::text).orElse(""),
                SoftwareVersion.number(), settings.state().storage()), figures, new ConsoleRoutes.Ports(operator, keys, tokens, health, random, time));
    }
}

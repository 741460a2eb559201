package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.lifecycle.Preflight;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.access.OperatorTokens;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** What was settled before the injector existed, and the one {@link Vertx}. */
final class PlatformModule extends AbstractModule {
    private final NodeSettings settings;
    private final Preflight preflight;
    private final Platform platform;
    private final OperatorTokens operator;

    PlatformModule(NodeSettings settings, Preflight preflight, Platform platform, OperatorTokens operator) {
        this.settings = settings;
        this.preflight = preflight;
        this.platform = platform;
        this.operator = operator;
    }

    @Override
    protected void configure() {
        bind(NodeSettings.class).toInstance(settings);
        bind(Preflight.class).toInstance(preflight);
        bind(OperatorTokens.class).toInstance(operator);
        bind(TimeSource.class).toInstance(platform.time());
        bind(RandomSource.class).toInstance(platform.random());
        bind(PrometheusMeter.class).toInstance(platform.meter());
        bind(Meter.class).toInstance(platform.meter());
    }

    @Provides
    @Singleton
    Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    }
}

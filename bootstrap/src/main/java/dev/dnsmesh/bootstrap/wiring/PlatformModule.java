package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.settings.NodeSettings;

/** What was settled before the injector existed. */
final class PlatformModule extends AbstractModule {
    private final NodeSettings settings;
    private final Platform platform;

    PlatformModule(NodeSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    @Override
    protected void configure() {
        bind(NodeSettings.class).toInstance(settings);
        bind(TimeSource.class).toInstance(platform.time());
        bind(RandomSource.class).toInstance(platform.random());
        bind(PrometheusMeter.class).toInstance(platform.meter());
        bind(Meter.class).toInstance(platform.meter());
    }
}

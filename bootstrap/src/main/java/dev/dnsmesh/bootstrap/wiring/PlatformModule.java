package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.settings.NodeSettings;

/** What was settled before the injector existed. {@link NodeSettings} are those of the start. */
final class PlatformModule extends AbstractModule {
    private final LiveSettings live;
    private final Platform platform;

    PlatformModule(LiveSettings live, Platform platform) {
        this.live = live;
        this.platform = platform;
    }

    @Override
    protected void configure() {
        bind(LiveSettings.class).toInstance(live);
        bind(NodeSettings.class).toInstance(live.settings());
        bind(TimeSource.class).toInstance(platform.time());
        bind(RandomSource.class).toInstance(platform.random());
        bind(PrometheusMeter.class).toInstance(platform.meter());
        bind(Meter.class).toInstance(platform.meter());
    }
}

package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.application.spi.Storage;
import java.util.Optional;

/** The stores of the storage that was chosen; the storage itself stays in here. */
final class StorageModule extends PrivateModule {
    private final Storage storage;

    StorageModule(Storage storage) {
        this.storage = storage;
    }

    @Override
    protected void configure() {
        install(new StrictModule());
        bind(Storage.class).toInstance(storage);
    }

    @Provides
    @Singleton
    @Exposed
    RecordStore records(Storage open) {
        return open.records();
    }

    @Provides
    @Singleton
    @Exposed
    TsigKeyStore tsigKeys(Storage open) {
        return open.tsigKeys();
    }

    @Provides
    @Singleton
    @Exposed
    TokenStore tokens(Storage open) {
        return open.tokens();
    }

    @Provides
    @Singleton
    @Exposed
    OwnershipRegistry ownership(Storage open) {
        return open.ownership();
    }

    @Provides
    @Singleton
    @Exposed
    AuditLog audit(Storage open) {
        return open.audit();
    }

    @Provides
    @Singleton
    @Exposed
    WatermarkStore watermarks(Storage open) {
        return open.watermarks();
    }

    @Provides
    @Singleton
    @Exposed
    Optional<ChallengeStore> challenges(Storage open) {
        return open.challenges();
    }

    @Provides
    @Singleton
    @Exposed
    VolumeExchange volumes(Storage open) {
        return open.volumes();
    }
}

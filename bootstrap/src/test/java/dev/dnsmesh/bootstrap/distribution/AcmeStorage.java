package dev.dnsmesh.bootstrap.distribution;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import java.util.Set;

/** An integrator's storage, put into a jar of its own by the test. Nobody answers where it looks. */
public final class AcmeStorage implements StorageAdapter {
    @Override
    public String id() {
        return "acme";
    }

    @Override
    public Set<String> settingNames() {
        return Set.of("DMP_ACME_URL");
    }

    @Override
    public Storage open(StorageSettings settings) {
        throw new StorageUnavailable("nobody answers at " + settings.values().get("DMP_ACME_URL"));
    }
}

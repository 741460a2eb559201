package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a storage is opened with.
 *
 * @param dataDirectory exists, owner-only
 * @param values        the effective settings whose names the adapter declared
 * @param secrets       how secrets are to lie at rest
 */
public record StorageSettings(Path dataDirectory, Map<String, String> values, SecretWrap secrets,
                              TimeSource time, RandomSource random, Meter meter) {
    public StorageSettings {
        values = Map.copyOf(values);
    }

    /** The same with another data directory. */
    public StorageSettings in(Path directory) {
        return new StorageSettings(directory, values, secrets, time, random, meter);
    }
}

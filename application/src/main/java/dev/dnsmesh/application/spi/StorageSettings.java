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
 * @param tombstones    deletions are kept for peers (cluster.md 13.6); a storage that cannot keep them does without
 */
public record StorageSettings(Path dataDirectory, Map<String, String> values, SecretWrap secrets,
                              TimeSource time, RandomSource random, Meter meter, boolean tombstones) {
    public StorageSettings {
        values = Map.copyOf(values);
    }

    /** With tombstones. */
    public StorageSettings(Path dataDirectory, Map<String, String> values, SecretWrap secrets, TimeSource time, RandomSource random, Meter meter) {
        this(dataDirectory, values, secrets, time, random, meter, true);
    }

    /** The same with another data directory. */
    public StorageSettings in(Path directory) {
        return new StorageSettings(directory, values, secrets, time, random, meter, tombstones);
    }
}

package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.octets.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a storage is opened with.
 *
 * @param dataDirectory exists, owner-only
 * @param values        the effective settings whose names the adapter declared
 * @param wrappingKey   32 octets that wrap secrets at rest; empty = stored plain in owner-only files
 */
public record StorageSettings(Path dataDirectory, Map<String, String> values, Optional<Secret> wrappingKey,
                              TimeSource time, RandomSource random, Meter meter) {
    public StorageSettings {
        values = Map.copyOf(values);
    }

    /** The same with another data directory. */
    public StorageSettings in(Path directory) {
        return new StorageSettings(directory, values, wrappingKey, time, random, meter);
    }
}

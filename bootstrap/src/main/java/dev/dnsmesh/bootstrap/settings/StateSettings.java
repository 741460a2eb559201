package dev.dnsmesh.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the state is.
 *
 * @param storage         id of the storage adapter
 * @param secretsKeyFile  wraps secrets at rest
 * @param cleanupInterval between sweeps
 * @param texts           every text that was set, by name, for the adapter that declared it
 */
public record StateSettings(Path dataDirectory, String storage, Optional<Path> secretsKeyFile, Duration cleanupInterval,
                            Map<String, String> texts) {
    public StateSettings {
        texts = Map.copyOf(texts);
    }

    /** Without the texts: there may be passwords among them. */
    @Override
    public String toString() {
        return "StateSettings[" + dataDirectory + ", " + storage + "]";
    }
}

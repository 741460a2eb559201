package dev.dnsmesh.application.client.port.in;

import java.util.Map;
import java.util.Optional;

/** {@code restore FILE}: makes a config directory out of a backup (client.md 19.9). */
@FunctionalInterface
public interface RestoreClient {
    /** Writes nothing before the whole file has proved intact. */
    ClientResult<Restored> restore(Order order);

    /**
     * @param passphraseFile holds the backup's own passphrase; empty = {@code DMP_BACKUP_PASSPHRASE} or the terminal
     * @param force          what is in the directory is moved aside
     */
    record Order(String file, Optional<String> passphraseFile, boolean force) {
    }

    /** @param movedTo where what was there before is now; empty = nothing was */
    record Restored(String file, String config, String spk, Map<String, Integer> contents, Optional<String> movedTo) {
    }
}

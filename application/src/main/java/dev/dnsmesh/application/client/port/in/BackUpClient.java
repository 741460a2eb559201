package dev.dnsmesh.application.client.port.in;

import java.util.Map;
import java.util.Optional;

/** {@code backup FILE}: everything of a config directory in one encrypted file (client.md 19.9). */
@FunctionalInterface
public interface BackUpClient {
    ClientResult<BackedUp> backUp(Order order);

    /**
     * @param withInbox      received messages too
     * @param withPassphrase the identity's passphrase too
     * @param passphraseFile holds the backup's own passphrase; empty = {@code DMP_BACKUP_PASSPHRASE} or the terminal
     * @param force          an existing file may go
     */
    record Order(String file, boolean withInbox, boolean withPassphrase, Optional<String> passphraseFile, boolean force) {
    }

    /** @param contents how much of each kind there is */
    record BackedUp(String file, String spk, Map<String, Integer> contents) {
    }
}

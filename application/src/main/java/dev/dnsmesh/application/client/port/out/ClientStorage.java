package dev.dnsmesh.application.client.port.out;

import java.nio.file.Path;

/** What keeps a client's state; found by {@link java.util.ServiceLoader}. */
public interface ClientStorage {
    /**
     * Opens the state in a config directory, which exists; makes it where there is none. Several processes may have it open.
     *
     * @throws dev.dnsmesh.application.port.out.StorageUnavailable where it cannot be used now
     * @throws dev.dnsmesh.application.port.out.StorageCorrupt     where it is damaged or of a newer version
     */
    ClientState open(Path configDirectory);
}

package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.util.Optional;

/**
 * A storage that a node can be told to use ({@code DMP_STORAGE=<id>}), found by {@link java.util.ServiceLoader}. A jar in
 * the distribution's {@code plugins/} folder that declares one is enough.
 */
public interface StorageAdapter extends Adapter {
    /**
     * Opens or creates the storage.
     *
     * @throws StorageUnavailable with one line that says what is in the way: in use, unreadable, unreachable
     * @throws StorageCorrupt     of a newer schema, or damaged
     */
    Storage open(StorageSettings settings);

    /**
     * Opens for {@code dnsmesh-node storage copy}: refused while a node holds the storage, and no node may open it until it
     * is closed. As it is here, the location is a data directory, which a target may lack; an adapter overrides this where
     * {@link #open} lets several processes in, or where the location is something else: the URL of a database.
     *
     * @param location what stands behind {@code ID:} on the command line
     * @param settings as for {@link #open}, with the data directory of the node's own settings
     * @throws StorageUnavailable also where a source is not there: it is not created
     * @throws StorageCorrupt     as for {@link #open}
     */
    default Storage openAlone(String location, CopyRole role, StorageSettings settings) {
        return open(settings.in(DataLocation.directory(location, role)));
    }

    /** {@code dnsmesh-node backup} and {@code restore}; empty where the storage has its own ways. */
    default Optional<StorageBackup> backup() {
        return Optional.empty();
    }

    /** What a storage is to a copy. */
    enum CopyRole {
        /** Must be there. */
        SOURCE,
        /** May be made. */
        TARGET
    }
}

package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.util.Set;

/**
 * A storage that a node can be told to use ({@code DMP_STORAGE=<id>}), found by {@link java.util.ServiceLoader}. A jar in
 * the distribution's {@code plugins/} folder that declares one is enough.
 */
public interface StorageAdapter {
    /** What {@code DMP_STORAGE} names: lower-case letters, digits and hyphens. */
    String id();

    /** Names of the {@code DMP_} settings that this adapter reads besides the common ones. */
    Set<String> settingNames();

    /**
     * Opens or creates the storage.
     *
     * @throws StorageUnavailable with one line that says what is in the way: in use, unreadable, unreachable
     * @throws StorageCorrupt     of a newer schema, or damaged
     */
    Storage open(StorageSettings settings);
}

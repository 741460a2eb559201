package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.file.Path;

/** Copies of a storage in one file, for storages that have no tools of their own for it. */
public interface StorageBackup {
    /**
     * Writes everything that was committed until now into a file that only its owner can read. A node may run and write
     * meanwhile. There is a whole file afterwards or, after a failure or a kill, none (or still the former one).
     *
     * @param replace the file may exist
     * @throws StorageUnavailable with one line that says what is in the way
     */
    Report backUp(StorageSettings settings, Path file, boolean replace);

    /**
     * Makes the file's content the storage in {@code settings.dataDirectory()}, which is made where it is missing, as a
     * history of its own: with a new instance, so that peers read everything anew (cluster.md 13.1). The file is checked as a
     * whole first. After a failure or a kill there is what was there before.
     *
     * @param replace the directory may hold something; of that only the storage is replaced
     * @throws StorageUnavailable with one line that says what is in the way: a node that runs there
     * @throws StorageCorrupt     where the file is damaged, of a newer version, or no such file at all
     */
    Report restore(StorageSettings settings, Path file, boolean replace);

    /**
     * What the file holds.
     *
     * @param octets  of the storage in it
     * @param sha256  of these octets
     * @param records rows, also those that expired and were not swept
     * @param keys    TSIG keys, active or not
     */
    record Report(long octets, Octets sha256, long records, long keys) {
    }
}

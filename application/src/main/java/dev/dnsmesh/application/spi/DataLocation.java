package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageAdapter.CopyRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A location that is a data directory. */
final class DataLocation {
    private DataLocation() {
    }

    /** @throws StorageUnavailable where a source is not there, or a target cannot be made */
    static Path directory(String location, CopyRole role) {
        try {
            Path directory = Path.of(location);
            if (!Files.isDirectory(directory)) {
                if (role == CopyRole.SOURCE) {
                    throw new StorageUnavailable("there is no directory " + directory);
                }
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return directory.toRealPath();
        } catch (IOException unusable) {
            throw new StorageUnavailable("cannot use the directory " + location + ": " + unusable, unusable);
        } catch (InvalidPathException none) {
            throw new StorageUnavailable("'" + location + "' is not a path", none);
        }
    }
}

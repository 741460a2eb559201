package dev.dnsmesh.adapters.storage.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Directories of mode 0700 and files of mode 0600, replaced as a whole or not at all. */
final class OwnerOnly {
    private OwnerOnly() {
    }

    static void directory(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    /** Temporary file beside it, 0600 from creation, synced, renamed. */
    static void replace(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Heals the mode of a file that another client made. */
    static void file(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** One line for people. */
    static String why(Path file, IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException absent -> absent.getFile() + ": no such file";
            case FileAlreadyExistsException other -> other.getFile() + ": is no directory";
            default -> file + ": " + (failed.getMessage() == null || failed.getMessage().equals(file.toString())
                    ? failed.getClass().getSimpleName() : failed.getMessage());
        };
    }
}

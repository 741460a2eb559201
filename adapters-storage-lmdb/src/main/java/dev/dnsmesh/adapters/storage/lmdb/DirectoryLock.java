package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second process, and a second opening in this one, out of a directory. Let go by the system when the process dies. */
final class DirectoryLock implements AutoCloseable {
    /** Closing any channel of a locked file would drop the lock of the whole process, so a second try must not open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    static final String FILE = "process.lock";

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * @param directory a real path
     * @throws StorageUnavailable where it is taken
     */
    static DirectoryLock take(Path directory) {
        if (!HELD_HERE.add(directory)) {
            throw taken(directory);
        }
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(directory.resolve(FILE),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw taken(directory);
                }
                locked = true;
                return new DirectoryLock(directory, channel);
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
        } catch (IOException unusable) {
            throw new StorageUnavailable("cannot lock the storage directory " + directory + ": " + Failures.reason(unusable), unusable);
        } finally {
            if (!locked) {
                HELD_HERE.remove(directory);
            }
        }
    }

    private static StorageUnavailable taken(Path directory) {
        return new StorageUnavailable("the storage directory " + directory + " is in use by another process");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException kept) {
            throw new StorageUnavailable("cannot unlock the storage directory " + directory, kept);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}

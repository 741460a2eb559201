package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** {@code client.lock}: an advisory file lock that the system drops when the process ends. */
public final class HomeClientLock implements ClientLock {
    private static final long RETRY_NANOS = 20_000_000;

    private final Path directory;

    public HomeClientLock(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Held> acquire(Duration limit) {
        Path file = directory.resolve("client.lock");
        try {
            OwnerOnly.directory(directory);
            FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            long deadline = System.nanoTime() + limit.toNanos();
            while (true) {
                if (tryLock(channel)) {
                    return Optional.of(() -> release(channel, file));
                }
                if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                    channel.close();
                    return Optional.empty();
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        } catch (IOException failed) {
            throw new StorageUnavailable("the config directory cannot be written to, which this needs: " + OwnerOnly.why(file, failed), failed);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static void release(FileChannel channel, Path file) {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new StorageUnavailable(OwnerOnly.why(file, failed), failed);
        }
    }
}

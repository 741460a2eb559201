package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.lmdbjava.Env;
import org.lmdbjava.LmdbException;
import org.lmdbjava.LmdbNativeException;

/** What LMDB reports, in the terms of the ports. */
public final class Failures {
    private Failures() {
    }

    public static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (LmdbException failure) {
            throw translate(failure);
        }
    }

    public static RuntimeException translate(LmdbException failure) {
        return switch (failure) {
            case LmdbNativeException.PageCorruptedException damaged -> damaged(damaged);
            case LmdbNativeException.PageNotFoundException damaged -> damaged(damaged);
            case Env.FileInvalidException damaged -> damaged(damaged);
            case Env.VersionMismatchException foreign -> damaged(foreign);
            case Env.MapFullException full -> new StorageUnavailable("the storage is full", full);
            case LmdbException other -> new StorageUnavailable("LMDB: " + other.getMessage(), other);
        };
    }

    /** The same of an environment that does not open. */
    static RuntimeException translate(LmdbException failure, Path directory) {
        return switch (translate(failure)) {
            case StorageCorrupt damaged -> new StorageCorrupt(directory + ": " + damaged.getMessage(), damaged);
            case RuntimeException other -> new StorageUnavailable("cannot open " + directory + ": " + other.getMessage(), other);
        };
    }

    /** What was wrong, also where the message is but the name of the file. */
    static String reason(IOException failure) {
        return failure instanceof FileSystemException system && system.getReason() == null
                ? system.getClass().getSimpleName() + " " + system.getFile() : failure.getMessage();
    }

    private static StorageCorrupt damaged(LmdbException cause) {
        return new StorageCorrupt("the LMDB file is damaged or of another kind: " + cause.getMessage(), cause);
    }
}

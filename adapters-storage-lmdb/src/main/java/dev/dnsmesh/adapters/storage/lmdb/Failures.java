package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
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

    private static StorageCorrupt damaged(LmdbException cause) {
        return new StorageCorrupt("the LMDB file is damaged or of another kind: " + cause.getMessage(), cause);
    }
}

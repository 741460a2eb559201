package dev.dnsmesh.application.port.out;

/** The storage holds what it cannot hold, or was written by a newer version; stop and look. */
public final class StorageCorrupt extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StorageCorrupt(String message) {
        super(message);
    }

    public StorageCorrupt(String message, Throwable cause) {
        super(message, cause);
    }
}

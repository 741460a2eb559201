package dev.dnsmesh.application.port.out;

/** The storage cannot serve now; trying again later may work. Nothing was changed. */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StorageUnavailable(String message) {
        super(message);
    }

    public StorageUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.dnsmesh.application.spi;

/** A transport cannot be opened; the message is one line for the operator. */
public final class TransportUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TransportUnavailable(String message) {
        super(message);
    }

    public TransportUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

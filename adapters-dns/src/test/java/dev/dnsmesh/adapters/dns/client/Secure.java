package dev.dnsmesh.adapters.dns.client;

/** Encrypted transports for tests. */
final class Secure {
    /** Of clients that are not to use any. */
    static final SecureTransports NONE = new SecureTransports(() -> {
        throw new IllegalStateException("no TLS here");
    }, () -> {
        throw new IllegalStateException("no HTTPS here");
    });

    private Secure() {
    }
}

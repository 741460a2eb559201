package dev.dnsmesh.adapters.dns.client;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

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

    /** @param authority PEM file of whom to trust besides the JDK's authorities; empty = nobody */
    static SecureTransports trusting(Optional<Path> authority, Vertx vertx) {
        return new SecureTransports(() -> trust(authority), () -> vertx);
    }

    static TlsTrust trust(Optional<Path> authority) {
        return switch (TlsTrust.of(authority)) {
            case TlsTrust.Made.Usable(var trust) -> trust;
            case TlsTrust.Made.Unusable(String why) -> throw new AssertionError(why);
        };
    }
}

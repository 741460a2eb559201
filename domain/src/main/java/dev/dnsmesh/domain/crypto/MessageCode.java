package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.security.MessageDigest;

/** HMAC-SHA256 (RFC 2104), whole, 32 octets. */
@FunctionalInterface
public interface MessageCode {
    int LENGTH = 32;

    Octets of(Secret key, Octets... message);

    /** {@code code} is the code of {@code message}, compared in constant time. */
    default boolean matches(Octets code, Secret key, Octets... message) {
        return MessageDigest.isEqual(of(key, message).toArray(), code.toArray());
    }
}

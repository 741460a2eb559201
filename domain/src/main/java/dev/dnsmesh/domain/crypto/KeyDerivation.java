package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;

/** HKDF-SHA256 (RFC 5869), extract and expand. */
@FunctionalInterface
public interface KeyDerivation {
    /** @param length octets wanted, 1 to 8160 */
    Secret derive(Secret inputKey, Octets salt, Octets info, int length);
}

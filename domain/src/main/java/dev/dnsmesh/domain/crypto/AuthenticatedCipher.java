package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** ChaCha20-Poly1305 (RFC 8439): 32-octet key, 12-octet nonce, 16-octet tag behind the ciphertext. */
public interface AuthenticatedCipher {
    int KEY_LENGTH = 32;
    int NONCE_LENGTH = 12;
    int TAG_LENGTH = 16;

    /** Ciphertext and tag. A nonce MUST NOT be used twice with one key. */
    Octets seal(Secret key, Octets nonce, Octets associated, Octets plaintext);

    /** The plaintext; empty where the tag does not fit or the input is shorter than a tag. */
    Optional<Octets> open(Secret key, Octets nonce, Octets associated, Octets sealed);
}

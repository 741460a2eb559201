package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A bearer token to be issued (registration.md 6, 8, 10.2 and W3, W4). */
public sealed interface TokenRequest {
    Subject subject();

    Grant grant();

    Terms terms();

    /**
     * What every token is given.
     *
     * @param hash      of a fresh token
     * @param expiresAt empty = never
     */
    record Grant(TokenHash hash, double ratePerSec, int rateBurst, Optional<Instant> expiresAt) {
    }

    /** By somebody who proved {@code key}: ends his earlier self-service tokens. */
    record SelfService(Subject subject, Ed25519PublicKey key, Set<Ed25519PublicKey> predecessors, Grant grant,
                       String address, Terms terms) implements TokenRequest {
        public SelfService {
            predecessors = Set.copyOf(predecessors);
        }
    }

    /**
     * By an operator: ends nothing.
     *
     * @param key   to be recorded ({@code --spk}); empty = the key that holds the subject already, if any
     * @param holds false = {@code --no-hold}
     */
    record ByOperator(Subject subject, Optional<Ed25519PublicKey> key, boolean holds, Optional<PrekeyScope> prekeys,
                      Optional<String> note, Grant grant, String user, Terms terms) implements TokenRequest {
    }

    /** By an operator: ends all tokens of the subject and issues one that keeps the recorded key. */
    record Rotation(Subject subject, Grant grant, String user, Terms terms) implements TokenRequest {
    }
}

package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.octets.Octets;

/** Cryptographically strong randomness. Safe for use by several threads. */
public interface RandomSource {
    Octets octets(int length);
}

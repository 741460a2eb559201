package dev.dnsmesh.domain.crypto;

/** Where fresh keys, nonces and ids come from. {@code SecureRandom::nextBytes} fits. */
@FunctionalInterface
public interface Randomness {
    /** Overwrites every octet of {@code target} with an unpredictable one. */
    void fill(byte[] target);
}

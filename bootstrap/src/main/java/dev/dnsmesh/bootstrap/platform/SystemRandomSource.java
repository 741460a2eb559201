package dev.dnsmesh.bootstrap.platform;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.octets.Octets;
import java.security.SecureRandom;

/** The machine's cryptographic randomness. */
public final class SystemRandomSource implements RandomSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public Octets octets(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }
}

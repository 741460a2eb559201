package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Random;

/** The same octets for the same seed. For tests only. */
public final class SeededRandom implements RandomSource {
    private final Random random;

    public SeededRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public Octets octets(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Octets.of(octets);
    }
}

package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Secret;
import java.util.Arrays;

/** Draws key material without leaving a second copy behind. */
final class Secrets {
    private Secrets() {
    }

    static Secret fresh(int length, Randomness randomness) {
        byte[] drawn = new byte[length];
        try {
            randomness.fill(drawn);
            return Secret.of(drawn);
        } finally {
            Arrays.fill(drawn, (byte) 0);
        }
    }
}

package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.file.Path;

/** The operator token that the loopback profile makes at its first start and keeps in {@code operator.token}. */
public final class OperatorToken {
    static final String FILE = "operator.token";
    private static final int OCTETS = 32;

    private OperatorToken() {
    }

    /** The kept one, or a new one of 256 random bits in hex. */
    public static Secret keptIn(DataDirectory directory, RandomSource random) throws StartRefused {
        try {
            String kept = directory.read(FILE).map(String::strip).orElse("");
            if (!kept.isEmpty()) {
                return Secret.of(Octets.utf8(kept));
            }
            String made = random.octets(OCTETS).hex();
            directory.write(FILE, made + "\n");
            return Secret.of(Octets.utf8(made));
        } catch (IOException failure) {
            throw new StartRefused(fileIn(directory) + ": " + failure.getMessage());
        }
    }

    public static Path fileIn(DataDirectory directory) {
        return directory.path().resolve(FILE);
    }
}

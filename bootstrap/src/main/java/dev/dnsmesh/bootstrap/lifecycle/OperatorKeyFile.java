package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code DMP_HEARTBEAT_OPERATOR_KEY_PATH}: an Ed25519 seed of 32 octets or 64 hex digits (heartbeat.md 4). */
public final class OperatorKeyFile {
    private static final String HOME = "~/";

    private OperatorKeyFile() {
    }

    /** Empty where the file cannot be read, or holds something else. */
    public static Optional<Ed25519Seed> read(Path file) {
        try {
            byte[] content = Files.readAllBytes(expanded(file));
            // as it is first: a seed may begin or end with what looks like white space
            return content.length == Ed25519Seed.LENGTH ? Optional.of(new Ed25519Seed(Secret.of(content)))
                    : Ed25519Seed.parse(new String(content, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Path expanded(Path file) {
        String text = file.toString();
        return text.startsWith(HOME) ? Path.of(System.getProperty("user.home")).resolve(text.substring(HOME.length())) : file;
    }
}

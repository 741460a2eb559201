package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code DMP_SECRETS_KEY_FILE}: 32 octets or 64 hex digits that only their owner can read. */
public sealed interface SecretsKeyFile {
    /** Empty where no file is configured. */
    record Usable(Optional<Secret> key) implements SecretsKeyFile {
    }

    /** @param complaint one line */
    record Unusable(String complaint) implements SecretsKeyFile {
    }

    static SecretsKeyFile read(Optional<Path> configured) {
        return configured.map(SecretsKeyFile::read).orElseGet(() -> new Usable(Optional.empty()));
    }

    private static SecretsKeyFile read(Path file) {
        String at = "DMP_SECRETS_KEY_FILE=" + file + ": ";
        try {
            byte[] content = Files.readAllBytes(file);
            if (Files.getPosixFilePermissions(file).stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
                return new Unusable(at + "others may read it; chmod 600 it");
            }
            int octets = 32;
            Optional<Octets> key = content.length == octets ? Optional.of(Octets.of(content))
                    : Octets.fromHex(new String(content, StandardCharsets.ISO_8859_1).strip()).filter(k -> k.length() == octets);
            return key.<SecretsKeyFile>map(k -> new Usable(Optional.of(Secret.of(k))))
                    .orElseGet(() -> new Unusable(at + "not 32 octets or 64 hex digits"));
        } catch (NoSuchFileException absent) {
            return new Unusable(at + "there is no such file");
        } catch (IOException unreadable) {
            return new Unusable(at + "cannot be read: " + unreadable.getMessage());
        }
    }
}

package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Passphrases in files of the file system (client.md 1.2). */
public final class HomePassphraseFiles implements PassphraseFiles {
    private static final int MAX_LENGTH = 65_536;

    private final Path userHome;
    private final Path workingDirectory;

    public HomePassphraseFiles(Path userHome, Path workingDirectory) {
        this.userHome = userHome;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public Read read(String path) {
        Path file;
        try {
            file = path.equals("~") || path.startsWith("~/") ? userHome.resolve(path.substring(Math.min(2, path.length())))
                    : workingDirectory.resolve(path);
        } catch (InvalidPathException notAPath) {
            return new Read.Unreadable(path.replace('\0', '?') + " is not a path");
        }
        try {
            if (Files.size(file) > MAX_LENGTH) {
                return new Read.Unreadable(file + " is too long for a passphrase");
            }
            byte[] octets = Files.readAllBytes(file);
            Optional<String> text = Octets.of(octets).asUtf8();
            Arrays.fill(octets, (byte) 0);
            return text.<Read>map(content -> new Read.Found(Secret.of(Octets.utf8(WhiteSpace.trim(content)))))
                    .orElseGet(() -> new Read.Unreadable(file + " is not UTF-8"));
        } catch (NoSuchFileException absent) {
            return new Read.Absent();
        } catch (IOException unreadable) {
            return new Read.Unreadable(OwnerOnly.why(file, unreadable));
        }
    }
}

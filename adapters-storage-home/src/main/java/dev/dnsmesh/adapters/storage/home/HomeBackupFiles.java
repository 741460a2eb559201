package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.BackupFiles;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Backup files anywhere; the config directory they are restored to. */
public final class HomeBackupFiles implements BackupFiles {
    private static final String LOCK = "client.lock";
    private static final String ASIDE = "before-restore-";

    private final Path directory;
    private final Path tokens;

    public HomeBackupFiles(Path directory, Path tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    @Override
    public Done write(String file, Octets content, boolean overwrite) {
        Path path = Path.of(file).toAbsolutePath();
        if (!overwrite && Files.exists(path)) {
            return new Done.Exists();
        }
        try {
            OwnerOnly.replace(path, content.toArray());
            return new Done.Written(path.toString());
        } catch (NoSuchFileException missing) {
            return new Done.Failed("there is no directory " + path.getParent());
        } catch (IOException failed) {
            return new Done.Failed(OwnerOnly.why(path, failed));
        }
    }

    @Override
    public Read read(String file) {
        Path path = Path.of(file);
        try {
            return new Read.Found(Octets.of(Files.readAllBytes(path)));
        } catch (NoSuchFileException missing) {
            return new Read.Failed("there is no file " + file);
        } catch (IOException failed) {
            return new Read.Failed(OwnerOnly.why(path, failed));
        }
    }

    @Override
    public Optional<String> setAside(String name) {
        try {
            OwnerOnly.directory(directory);
            List<Path> there;
            try (Stream<Path> files = Files.list(directory)) {
                there = files.filter(this::belongsAside).sorted().toList();
            }
            if (there.isEmpty()) {
                return Optional.empty();
            }
            Path aside = directory.resolve(name);
            OwnerOnly.directory(aside);
            for (Path file : there) {
                Files.move(file, aside.resolve(file.getFileName()));
            }
            return Optional.of(aside.toString());
        } catch (IOException failed) {
            throw new StorageUnavailable(OwnerOnly.why(directory, failed), failed);
        }
    }

    private boolean belongsAside(Path file) {
        String name = file.getFileName().toString();
        return !name.equals(LOCK) && !name.startsWith(ASIDE) && !file.toAbsolutePath().equals(tokens.toAbsolutePath());
    }

    @Override
    public String keepPassphrase(Secret passphrase) {
        Path file = directory.resolve("passphrase");
        try {
            OwnerOnly.directory(directory);
            byte[] octets = passphrase.reveal();
            OwnerOnly.replace(file, octets);
            return file.toAbsolutePath().toString();
        } catch (IOException failed) {
            throw new StorageUnavailable(OwnerOnly.why(file, failed), failed);
        }
    }
}

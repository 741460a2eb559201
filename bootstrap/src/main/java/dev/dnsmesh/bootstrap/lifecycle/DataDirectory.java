package dev.dnsmesh.bootstrap.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The directory of all state: owner-only, as are the files in it. */
public record DataDirectory(Path path) {
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final int STICKY = 01000;
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    /** A line when {@link #prepare} is bound to fail; changes nothing. */
    public Optional<String> check() {
        Path existing = path.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            return Optional.of(line(existing + " is not a directory"));
        }
        return Files.isWritable(existing) && Files.isExecutable(existing) ? Optional.empty()
                : Optional.of(line(existing + " is not writable for this user"));
    }

    /** Creates it where it is missing, takes others' rights away, tries to write; a line when something is in the way. */
    public Optional<String> prepare() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
            }
            healPermissions();
            Path probe = Files.createTempFile(path, ".probe", "", PosixFilePermissions.asFileAttribute(OWNER_FILE));
            Files.delete(probe);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(line(reason(failure)));
        }
    }

    /** A directory that everybody shares (sticky, as /tmp) or that is another user's stays as it is; the files are owner-only anyhow. */
    private void healPermissions() throws IOException {
        boolean shared = ((int) Files.getAttribute(path, "unix:mode") & STICKY) != 0;
        boolean ours = Files.getAttribute(path, "unix:uid").equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (ours && !shared && !Files.getPosixFilePermissions(path).equals(OWNER_DIRECTORY)) {
            Files.setPosixFilePermissions(path, OWNER_DIRECTORY);
        }
    }

    /** Text of an owner-only file of this name. */
    public Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(name), StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Writes an owner-only file as a whole: readers see the old or the new one. */
    public void write(String name, String text) throws IOException {
        Path draft = Files.createTempFile(path, "." + name, ".draft", PosixFilePermissions.asFileAttribute(OWNER_FILE));
        Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String line(String reason) {
        return "data directory " + path.toAbsolutePath().normalize() + ": " + reason;
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied at " + denied.getFile();
            case NoSuchFileException absent -> absent.getFile() + " cannot be made";
            case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
            case java.nio.file.FileSystemException other -> other.getReason() == null ? other.getMessage() : other.getReason();
            default -> failure.getMessage();
        };
    }
}

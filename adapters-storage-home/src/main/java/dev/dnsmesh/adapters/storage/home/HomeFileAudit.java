package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.FileAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directory, the files of client.md 16 in it, and the token files. */
public final class HomeFileAudit implements FileAudit {
    private static final List<String> FILES = List.of("config.yaml", "client.yaml", "prekeys.db", "intros.db", "replay_cache.json");
    /** Modes of these are whatever the process umask gave (client.md 16). */
    private static final Set<String> UNGUARDED = Set.of("replay_cache.json");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final Path tokens;

    public HomeFileAudit(Path directory, Path tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        judge(directory, "700", true, faults);
        FILES.forEach(name -> judge(directory.resolve(name), "600", !UNGUARDED.contains(name), faults));
        if (Files.isDirectory(tokens)) {
            judge(tokens, "700", true, faults);
            try (Stream<Path> files = Files.list(tokens)) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> judge(file, "600", true, faults));
            } catch (IOException unreadable) {
                faults.add(OwnerOnly.why(tokens, unreadable));
            }
        }
        return faults;
    }

    private static void judge(Path file, String mode, boolean guarded, List<String> faults) {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isWritable(file)) {
            faults.add(file + " cannot be written: chmod " + mode + " " + file);
            return;
        }
        try {
            if (guarded && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                faults.add(file + " can be read or written by others: chmod " + mode + " " + file);
            }
        } catch (IOException unreadable) {
            faults.add(OwnerOnly.why(file, unreadable));
        }
    }
}

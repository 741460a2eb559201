package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.adapters.storage.lmdb.Failures;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientStorage;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;

/** Keeps a client's state in {@code state/} below its config directory, for the owner's eyes only. */
public final class LmdbClientStorage implements ClientStorage {
    static final String DIRECTORY = "state";
    /** Address space that is reserved; the file grows with what is kept. */
    private static final long MAP_SIZE = 16L << 30;
    private static final int OWNER_ONLY = 0600;
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");

    /** For {@link java.util.ServiceLoader}. */
    public LmdbClientStorage() {
    }

    @Override
    public ClientState open(Path configDirectory) {
        Path directory = made(configDirectory.resolve(DIRECTORY));
        Env<ByteBuffer> env = null;
        boolean opened = false;
        try {
            env = Env.create().setMapSize(MAP_SIZE).setMaxDbs(ClientTables.MAX)
                    .open(directory.toFile(), OWNER_ONLY, EnvFlags.MDB_NOTLS);
            env.readerCheck();
            ClientState state = new LmdbClientState(env, new ClientTables(env));
            opened = true;
            return state;
        } catch (LmdbException failure) {
            throw switch (Failures.translate(failure)) {
                case StorageCorrupt damaged -> new StorageCorrupt(directory + " cannot be used, " + damaged.getMessage()
                        + "; move it away, or restore a backup: dnsmesh restore FILE", damaged);
                case RuntimeException other -> other;
            };
        } finally {
            if (!opened && env != null) {
                env.close();
            }
        }
    }

    private static Path made(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY_MODE));
            }
            Files.setPosixFilePermissions(directory, DIRECTORY_MODE);
            for (String file : Set.of("data.mdb", "lock.mdb")) {
                if (Files.exists(directory.resolve(file))) {
                    Files.setPosixFilePermissions(directory.resolve(file), FILE_MODE);
                }
            }
            return directory.toRealPath();
        } catch (IOException unusable) {
            throw new StorageUnavailable("cannot use " + directory + ": " + unusable.getMessage(), unusable);
        }
    }
}

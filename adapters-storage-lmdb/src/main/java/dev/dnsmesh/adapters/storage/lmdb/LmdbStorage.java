package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageBackup;
import dev.dnsmesh.application.spi.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded storage: {@code DMP_STORAGE=lmdb}. */
public final class LmdbStorage implements StorageAdapter {
    static final String ID = "lmdb";
    static final String DATA_FILE = "data.mdb";
    static final String LOCK_FILE = "lock.mdb";
    /** Largest size of the data in MiB; more than this is refused, deletes and reads go on. Default 1 TiB. */
    static final String MAX_SIZE = "DMP_LMDB_MAX_SIZE_MB";
    private static final long DEFAULT_MIB = 1L << 20;
    private static final long LARGEST_MIB = 1L << 26;
    private static final Set<String> UNFIT_FILE_SYSTEMS = Set.of("nfs", "nfs4", "cifs", "smb3", "9p");
    private static final Logger LOG = LoggerFactory.getLogger(LmdbStorage.class);

    /** For {@link java.util.ServiceLoader}. */
    public LmdbStorage() {
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> settingNames() {
        return Set.of(MAX_SIZE);
    }

    @Override
    public Storage open(StorageSettings settings) {
        Path directory = directoryIn(settings.dataDirectory());
        LmdbEnvironment environment = LmdbEnvironment.open(directory, settings, largest(settings));
        boolean opened = false;
        try {
            Wrapping.settle(environment, settings.secrets());
            Storage storage = new OpenLmdbStorage(environment, settings.secrets(), settings.tombstones());
            opened = true;
            return storage;
        } finally {
            if (!opened) {
                environment.close();
            }
        }
    }

    @Override
    public Storage openAlone(String location, CopyRole role, StorageSettings settings) {
        if (role == CopyRole.SOURCE && !Files.isRegularFile(Path.of(location, ID, DATA_FILE))) {
            throw new StorageUnavailable("there is no LMDB storage in " + location + ": no " + ID + "/" + DATA_FILE);
        }
        return StorageAdapter.super.openAlone(location, role, settings);
    }

    @Override
    public Optional<StorageBackup> backup() {
        return Optional.of(new LmdbBackup());
    }

    static Path directoryIn(Path data) {
        try {
            Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
            Path directory = data.resolve(ID);
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
            }
            Files.setPosixFilePermissions(directory, ownerOnly);
            for (String file : Set.of(DATA_FILE, LOCK_FILE, DirectoryLock.FILE)) {
                if (Files.exists(directory.resolve(file))) {
                    Files.setPosixFilePermissions(directory.resolve(file), PosixFilePermissions.fromString("rw-------"));
                }
            }
            Path file = directory.resolve(DATA_FILE);
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                LOG.warn("{} is empty: a new storage begins in it. Where there was one, stop the node and restore a backup", file);
            }
            String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
            if (UNFIT_FILE_SYSTEMS.contains(type)) {
                LOG.warn("{} lies on {}: LMDB needs a local file system", directory, type);
            }
            return directory.toRealPath();
        } catch (IOException unusable) {
            throw new StorageUnavailable("cannot use the storage directory in " + data + ": " + Failures.reason(unusable), unusable);
        }
    }

    static long largest(StorageSettings settings) {
        String text = settings.values().getOrDefault(MAX_SIZE, "").strip();
        if (text.isEmpty()) {
            return DEFAULT_MIB << 20;
        }
        long mebibytes = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        if (mebibytes < 1 || mebibytes > LARGEST_MIB) {
            throw new StorageUnavailable(MAX_SIZE + " is a number of MiB from 1 to " + LARGEST_MIB + ", not " + text);
        }
        return mebibytes << 20;
    }
}

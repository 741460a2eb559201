package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageBackup;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lmdbjava.CopyFlags;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups by LMDB's own copy: one reading transaction of this process, which takes no lock that a writing node would wait
 * for. Whatever is made is made in a directory beside its place and moved there as a whole.
 */
final class LmdbBackup implements StorageBackup {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Logger LOG = LoggerFactory.getLogger(LmdbBackup.class);
    private static final String RESTORING = "restoring";
    private static final int MODE = 0600;

    @Override
    public Report backUp(StorageSettings settings, Path file, boolean replace) {
        Path source = settings.dataDirectory().resolve(LmdbStorage.ID);
        if (!Files.isRegularFile(source.resolve(LmdbStorage.DATA_FILE))) {
            throw new StorageUnavailable("there is no LMDB storage in " + settings.dataDirectory());
        }
        Path target = file.toAbsolutePath().normalize();
        if (!replace && Files.exists(target)) {
            throw new StorageUnavailable(target + " exists already");
        }
        try {
            Path draft = Files.createTempDirectory(target.getParent(), ".dnsmesh-backup", OWNER_ONLY);
            try {
                copy(settings, source, draft);
                Path data = draft.resolve(LmdbStorage.DATA_FILE);
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-------"));
                Report counted = counted(draft);
                BackupFile sealed = BackupFile.seal(data);
                Files.move(data, target, StandardCopyOption.ATOMIC_MOVE);
                sync(target.getParent());
                return new Report(sealed.octets(), sealed.sha256(), counted.records(), counted.keys());
            } finally {
                delete(draft);
            }
        } catch (IOException failure) {
            throw new StorageUnavailable("cannot write " + target + ": " + Failures.reason(failure), failure);
        } catch (LmdbException failure) {
            throw new StorageUnavailable("LMDB cannot copy " + source + ": " + failure.getMessage(), failure);
        }
    }

    private static void copy(StorageSettings settings, Path source, Path draft) throws IOException {
        try (Env<ByteBuffer> env = reading(source)) {
            if (!FileEnd.isEarly(env, source)) {
                env.copy(draft.toFile(), CopyFlags.MDB_CP_COMPACT);
                return;
            }
        }
        demandWhole(settings, source);
        try (Env<ByteBuffer> env = reading(source)) {
            env.copy(draft.toFile(), CopyFlags.MDB_CP_COMPACT);
        }
    }

    private static Env<ByteBuffer> reading(Path source) {
        return Env.create().setMaxDbs(Tables.MAX).setMaxReaders(LmdbEnvironment.MOST_READERS)
                .open(source.toFile(), MODE, EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS);
    }

    private static void demandWhole(StorageSettings settings, Path source) throws IOException {
        Path directory = source.toRealPath();
        try {
            LmdbEnvironment.open(directory, settings, LmdbStorage.largest(settings)).close();
        } catch (StorageUnavailable held) {
            LOG.debug("a node has it open, and has looked at it when it started", held);
        }
    }

    @Override
    public Report restore(StorageSettings settings, Path file, boolean replace) {
        try {
            BackupFile backup = BackupFile.check(file);
            Path data = settings.dataDirectory();
            if (!replace && Files.isDirectory(data) && !isEmpty(data)) {
                throw new StorageUnavailable("the data directory " + data.toAbsolutePath().normalize() + " is not empty");
            }
            Files.createDirectories(data, OWNER_ONLY);
            Path directory = LmdbStorage.directoryIn(data);
            try (DirectoryLock lock = DirectoryLock.take(directory)) {
                return restore(settings, file, backup, directory);
            }
        } catch (NoSuchFileException absent) {
            throw new StorageUnavailable("there is no file " + absent.getFile(), absent);
        } catch (IOException failure) {
            throw new StorageUnavailable("cannot restore " + file + ": " + Failures.reason(failure), failure);
        }
    }

    private static Report restore(StorageSettings settings, Path file, BackupFile backup, Path directory) throws IOException {
        Path draft = directory.resolve(RESTORING);
        delete(draft);
        Files.createDirectory(draft, OWNER_ONLY);
        try {
            Path data = draft.resolve(LmdbStorage.DATA_FILE);
            backup.unpack(file, data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-------"));
            beginHistory(settings, draft);
            Report counted = counted(draft);
            // of the former storage; nobody has it open, the directory is locked
            Files.deleteIfExists(directory.resolve(LmdbStorage.LOCK_FILE));
            Files.move(data, directory.resolve(LmdbStorage.DATA_FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
            return new Report(backup.octets(), backup.sha256(), counted.records(), counted.keys());
        } finally {
            delete(draft);
        }
    }

    private static void beginHistory(StorageSettings settings, Path draft) {
        try (LmdbEnvironment environment = LmdbEnvironment.open(draft.toAbsolutePath(), settings, LmdbStorage.largest(settings))) {
            Octets instance = settings.random().octets(Transactions.INSTANCE_OCTETS);
            environment.write(view -> {
                MetaTable.putInstance(view, instance);
                return instance;
            });
        }
    }

    private static Report counted(Path directory) {
        try (Env<ByteBuffer> env = Env.create().setMaxDbs(Tables.MAX)
                .open(directory.toFile(), MODE, EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOLOCK)) {
            return new Report(0, Octets.EMPTY, entries(env, "records"), entries(env, "keys"));
        } catch (LmdbException failure) {
            throw new StorageCorrupt("LMDB cannot read the copy: " + failure.getMessage(), failure);
        }
    }

    private static long entries(Env<ByteBuffer> env, String table) {
        Dbi<ByteBuffer> dbi = env.openDbi(table.getBytes(StandardCharsets.US_ASCII));
        try (Txn<ByteBuffer> txn = env.txnRead()) {
            return dbi.stat(txn).entries;
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** So that the new name is there after a power cut, too. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}

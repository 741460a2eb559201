package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.adapters.crypto.AesGcmSecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.Guarantee;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.contracts.StorageHarness;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A storage in a directory of its own. A kill leaves the file as it is at that moment, so what the file holds then is what
 * is opened next: a copy, while the killed one is still open. {@link KillTest} kills real processes.
 */
final class LmdbHarness implements StorageHarness {
    private final ManualTime time = new ManualTime(Records.NOON);
    private final SeededRandom random = new SeededRandom(1);
    private final Optional<Secret> wrappingKey;
    private Path directory = newDirectory();
    private Storage storage;

    LmdbHarness(Optional<Secret> wrappingKey) {
        this.wrappingKey = wrappingKey;
        storage = open(directory);
    }

    private Storage open(Path data) {
        return new LmdbStorage().open(new StorageSettings(data, Map.of(), AesGcmSecretWrap.of(wrappingKey, random), time, random, new CountingMeter()));
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public void killAndReopen() {
        Path left = newDirectory();
        try {
            Path file = Path.of("lmdb", "data.mdb");
            Files.createDirectory(left.resolve("lmdb"));
            Files.copy(directory.resolve(file), left.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        storage.close();
        delete(directory);
        directory = left;
        storage = open(left);
    }

    @Override
    public Set<Guarantee> withholds() {
        return Set.of();
    }

    @Override
    public void close() {
        storage.close();
        delete(directory);
    }

    static Path newDirectory() {
        try {
            return Files.createTempDirectory("lmdb-test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package dev.dnsmesh.adapters.storage.lmdb;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LmdbStorageTest {
    private final Path data = LmdbHarness.newDirectory();

    @AfterEach
    void remove() {
        LmdbHarness.delete(data);
    }

    @Test
    void the_adapter_is_found_by_its_id() {
        assertThat(ServiceLoader.load(StorageAdapter.class)).extracting(StorageAdapter::id).contains("lmdb");
        assertThat(new LmdbStorage().settingNames()).containsExactly("DMP_LMDB_MAX_SIZE_MB");
    }

    @Test
    void files_and_directory_are_the_owners_alone_and_are_healed_at_opening() throws IOException {
        open(Map.of()).close();
        Path directory = data.resolve("lmdb");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory.resolve("data.mdb"), PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(directory.resolve("process.lock"), PosixFilePermissions.fromString("r--------"));
        open(Map.of()).close();
        assertThat(mode(directory)).isEqualTo("rwx------");
        for (String file : new String[] {"data.mdb", "lock.mdb", "process.lock"}) {
            assertThat(mode(directory.resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_directory_opens_once_at_a_time_within_a_process() {
        try (Storage storage = open(Map.of())) {
            assertThatThrownBy(() -> open(Map.of())).isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining(data.resolve("lmdb").toString()).hasMessageContaining("in use");
            storage.records().commit(batch(add(SLOT, "a")));
        }
        try (Storage again = open(Map.of())) {
            assertThat(texts(again.records(), SLOT, NOON)).containsExactly("a");
        }
    }

    @Test
    void a_second_process_is_refused_while_the_first_lives_and_let_in_after_it_was_killed() {
        try (ChildProcess child = new ChildProcess(KillVictim.class, data.toString())) {
            child.line();
            child.go();
            assertThat(child.line()).as("its first acknowledgement").isPresent();
            assertThatThrownBy(() -> open(Map.of())).isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining(data.resolve("lmdb").toString()).hasMessageContaining("in use");
            child.kill();
            try (Storage storage = open(Map.of())) {
                assertThat(storage.records().count()).isPositive();
            }
        }
    }

    @Test
    void a_store_of_a_newer_version_is_refused_and_left_alone() {
        Path directory = directory();
        try (LmdbEnvironment environment = LmdbEnvironment.open(directory, settings(Map.of()), 1L << 30)) {
            environment.write(view -> {
                MetaTable.putSchema(view, MetaTable.SCHEMA + 1);
                return true;
            });
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(Map.of())).isInstanceOf(StorageCorrupt.class).hasMessageContaining("newer version")
                    .hasMessageContaining("schema " + (MetaTable.SCHEMA + 1));
        }
    }

    private Path directory() {
        open(Map.of()).close();
        return data.resolve("lmdb").toAbsolutePath();
    }

    @Test
    void what_a_process_held_that_was_killed_while_it_read_is_given_back_by_the_next_sweep() throws IOException {
        try (Storage storage = open(Map.of()); ChildProcess reader = new ChildProcess(ReadVictim.class, data.resolve("lmdb").toString())) {
            assertThat(reader.line()).isPresent();
            reader.kill();
            storage.records().sweep(NOON, 1);
            for (int i = 0; i < 200; i++) {
                storage.records().commit(batch(deleteAll(SLOT), add(SLOT, "v" + i)));
            }
            assertThat(Files.size(data.resolve("lmdb/data.mdb"))).as("pages are used again").isLessThan(1 << 20);
        }
    }

    @Test
    void a_file_that_was_cut_short_is_refused_and_no_page_behind_its_end_is_read() throws IOException {
        try (Storage storage = open(Map.of())) {
            storage.records().commit(batch(IntStream.range(0, 200).mapToObj(i -> add(SLOT, i + "x".repeat(1_000))).toArray(Change[]::new)));
            storage.records().commit(batch(add(OTHER, "y".repeat(50_000))));
        }
        Path file = data.resolve("lmdb/data.mdb");
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {8_192, 16_384, whole.length / 2, whole.length - 40_000}) {
            Files.write(file, Arrays.copyOf(whole, length));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> open(Map.of())).as("octets: " + length).isInstanceOf(StorageCorrupt.class).hasMessageContaining("damaged");
            }
        }
        Files.write(file, whole);
        try (Storage storage = open(Map.of())) {
            assertThat(storage.records().count()).isEqualTo(201);
        }
    }

    @Test
    void a_file_that_lacks_free_pages_only_opens() throws IOException {
        try (Storage storage = open(Map.of())) {
            storage.records().commit(batch(add(SLOT, "kept")));
            // the second gives back what the first took, and all of it is one transaction
            storage.records().commit(batch(add(OTHER, "y".repeat(50_000)), deleteAll(OTHER)));
            storage.records().commit(batch(add(OTHER, "y".repeat(50_000))));
            storage.records().commit(batch(deleteAll(OTHER)));
            storage.records().commit(batch(add(SLOT, "too")));
        }
        Path file = data.resolve("lmdb/data.mdb");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 20_000));
        try (Storage storage = open(Map.of())) {
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("kept", "too");
        }
    }

    @Test
    void a_file_of_another_kind_is_refused() throws IOException {
        open(Map.of()).close();
        byte[] noise = new byte[1 << 16];
        new Random(1).nextBytes(noise);
        Path file = data.resolve("lmdb").resolve("data.mdb");
        Files.write(file, noise);
        assertThatThrownBy(() -> open(Map.of())).isInstanceOf(StorageCorrupt.class).hasMessageStartingWith(file.getParent().toString());
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> open(Map.of())).isInstanceOf(StorageUnavailable.class).hasMessageStartingWith("cannot open " + file.getParent());
    }

    @Test
    void a_size_that_is_none_is_refused() {
        for (String size : new String[] {"0", "-1", "x", "1.5", "999999999999"}) {
            assertThatThrownBy(() -> open(Map.of("DMP_LMDB_MAX_SIZE_MB", size))).isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("DMP_LMDB_MAX_SIZE_MB");
        }
    }

    @Test
    void the_file_grows_with_what_is_written_and_reserves_nothing_on_disk() throws IOException {
        try (Storage storage = open(Map.of())) {
            Path file = data.resolve("lmdb").resolve("data.mdb");
            assertThat(Files.size(file)).isLessThan(1 << 20);
            for (int i = 0; i < 20; i++) {
                OwnerName owner = new OwnerName("n" + i + ".example.org");
                storage.records().commit(batch(IntStream.range(0, 500)
                        .mapToObj(n -> add(owner, n + "x".repeat(1900))).toArray(Change[]::new)));
                assertThat(storage.records().liveAt(owner, NOON)).hasSize(500);
            }
            assertThat(Files.size(file)).isBetween(20L << 20, 100L << 20);
            assertThat(storage.records().count()).isEqualTo(10_000);
        }
    }

    @Test
    void a_full_store_refuses_additions_and_still_reads_deletes_sweeps_and_recovers() {
        try (Storage storage = open(Map.of("DMP_LMDB_MAX_SIZE_MB", "2"))) {
            RecordStore records = storage.records();
            int stored = fill(records, 0);
            assertThat(stored).isGreaterThan(20);
            long last = records.lastStamp().millis();
            assertThat(texts(records, owner(0), NOON)).hasSize(10);
            assertThat(records.lastStamp().millis()).isEqualTo(last);
            for (int i = 0; i < stored / 2; i++) {
                assertThat(records.commit(batch(deleteAll(owner(i))))).isInstanceOf(Commit.Done.class);
            }
            assertThat(fill(records, 1000)).as("room again").isGreaterThan(stored / 4);
            assertThat(records.sweep(NOON.plusSeconds(60), 100_000)).isGreaterThan(100);
            assertThat(records.count()).isZero();
            assertThat(fill(records, 2000)).isGreaterThan(stored / 2);
        }
    }

    /** Adds until it is refused; returns how many batches fitted. */
    private static int fill(RecordStore records, int from) {
        for (int i = 0; ; i++) {
            OwnerName owner = owner(from + i);
            try {
                records.commit(batch(IntStream.range(0, 10).mapToObj(n -> add(owner, n + "x".repeat(1000)))
                        .toArray(Change[]::new)));
            } catch (StorageUnavailable full) {
                assertThat(full).hasMessageContaining("full");
                assertThat(records.liveAt(owner, NOON)).isEmpty();
                return i;
            }
        }
    }

    private static OwnerName owner(int number) {
        return new OwnerName("n" + number + ".example.org");
    }

    private Storage open(Map<String, String> values) {
        return new LmdbStorage().open(settings(values));
    }

    private StorageSettings settings(Map<String, String> values) {
        return new StorageSettings(data, values, new SecretWrap.Plain(), new ManualTime(NOON), new SeededRandom(1),
                new CountingMeter());
    }
}

package dev.dnsmesh.adapters.storage.lmdb;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageBackup;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LmdbBackupTest {
    private final Path base = LmdbHarness.newDirectory();
    private final Path data = base.resolve("data");
    private final Path file = base.resolve("node.backup");
    private final StorageBackup backups = new LmdbStorage().backup().orElseThrow();

    @AfterEach
    void remove() {
        LmdbHarness.delete(base);
    }

    @Test
    void a_backup_taken_while_another_process_writes_at_full_speed_holds_whole_updates_only() {
        try (ChildProcess writer = new ChildProcess(KillVictim.class, data.toString())) {
            createData();
            assertThat(writer.line()).contains("ready");
            writer.go();
            for (int i = 0; i < 200; i++) {
                writer.line();
            }
            List<String> before = Stream.generate(writer::line).limit(50).flatMap(Optional::stream).toList();
            StorageBackup.Report report = backups.backUp(settings(data, 2), file, false);
            assertThat(report.records()).isGreaterThan(200);
            assertThatThrownBy(() -> backups.restore(settings(data, 3), file, true)).as("while a process has it open")
                    .isInstanceOf(StorageUnavailable.class).hasMessageContaining("in use");

            Path elsewhere = base.resolve("elsewhere");
            assertThat(backups.restore(settings(elsewhere, 3), file, false)).isEqualTo(report);
            try (Storage restored = KillVictim.open(elsewhere)) {
                for (String acknowledged : before) {
                    String[] words = acknowledged.split(" ");
                    assertThat(KillVictim.generationOf(restored.records(), Integer.parseInt(words[0])))
                            .isGreaterThanOrEqualTo(Integer.parseInt(words[1]));
                }
            }
        }
    }

    @Test
    void what_is_restored_is_a_history_of_its_own() throws IOException {
        Octets instance = fill("a");
        StorageBackup.Report report = backups.backUp(settings(data, 2), file, false);
        assertThat(report.records()).isEqualTo(1);
        assertThat(report.octets()).isEqualTo(Files.size(file) - 160);
        assertThat(mode(file)).isEqualTo("rw-------");
        Path other = base.resolve("other");
        backups.restore(settings(other, 3), file, false);
        try (Storage storage = open(other)) {
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("a");
            assertThat(storage.records().instance()).isNotEqualTo(instance).matches(octets -> octets.length() == 16);
            assertThat(storage.records().lastStamp().millis()).isEqualTo(NOON.toEpochMilli());
        }
        assertThat(mode(other.resolve("lmdb/data.mdb"))).isEqualTo("rw-------");
        assertThat(mode(other.resolve("lmdb"))).isEqualTo("rwx------");
        assertThat(base).isDirectoryNotContaining("glob:**/.dnsmesh-backup*");
        assertThat(other.resolve("lmdb")).isDirectoryNotContaining("glob:**/restoring");
    }

    @Test
    void neither_a_file_nor_a_directory_is_overwritten_unless_told_to() throws IOException {
        fill("old");
        backups.backUp(settings(data, 2), file, false);
        byte[] first = Files.readAllBytes(file);
        assertThatThrownBy(() -> backups.backUp(settings(data, 2), file, false)).hasMessage(file + " exists already");
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        fill("new");
        assertThatThrownBy(() -> backups.restore(settings(data, 3), file, false)).isInstanceOf(StorageUnavailable.class)
                .hasMessage("the data directory " + data + " is not empty");
        Files.writeString(data.resolve("operator.token"), "kept");
        backups.restore(settings(data, 3), file, true);
        assertThat(data.resolve("operator.token")).hasContent("kept");
        try (Storage storage = open(data)) {
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("old");
        }
        backups.backUp(settings(data, 2), file, true);
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void a_damaged_file_changes_nothing() throws IOException {
        fill("safe");
        backups.backUp(settings(data, 2), file, false);
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        for (byte[] bad : List.of(flipped, cut, new byte[0], new byte[500], Arrays.copyOfRange(good, 4096, good.length))) {
            Files.write(file, bad);
            assertThatThrownBy(() -> backups.restore(settings(data, 3), file, true)).isInstanceOf(StorageCorrupt.class)
                    .hasMessageStartingWith(file.toString());
        }
        String later = new String(good, StandardCharsets.ISO_8859_1).replace(" dnsmesh-backup 1 lmdb", " dnsmesh-backup 2 lmdb");
        Files.write(file, later.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> backups.restore(settings(data, 3), file, true)).hasMessage(file + " is a backup of another kind: lmdb, version 2");
        Files.delete(file);
        assertThatThrownBy(() -> backups.restore(settings(data, 3), file, true)).hasMessage("there is no file " + file);
        try (Storage storage = open(data)) {
            assertThat(texts(storage.records(), SLOT, NOON)).containsExactly("safe");
        }
    }

    @Test
    void there_is_nothing_to_back_up_where_there_is_no_storage() {
        assertThatThrownBy(() -> backups.backUp(settings(data, 1), file, false)).hasMessage("there is no LMDB storage in " + data);
        fill("a");
        Path nowhere = base.resolve("nowhere/node.backup");
        assertThatThrownBy(() -> backups.backUp(settings(data, 1), nowhere, false)).isInstanceOf(StorageUnavailable.class)
                .hasMessageStartingWith("cannot write " + nowhere);
    }

    @Test
    void a_rest_of_a_killed_restore_is_cleared_away() throws IOException {
        fill("a");
        backups.backUp(settings(data, 2), file, false);
        Files.createDirectories(data.resolve("lmdb/restoring"));
        Files.writeString(data.resolve("lmdb/restoring/data.mdb"), "half");
        backups.restore(settings(data, 3), file, true);
        assertThat(data.resolve("lmdb/restoring")).doesNotExist();
    }

    private Octets fill(String value) {
        createData();
        try (Storage storage = open(data)) {
            storage.records().commit(batch(deleteAll(SLOT), add(SLOT, value)));
            return storage.records().instance();
        }
    }

    private void createData() {
        try {
            Files.createDirectories(data);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Storage open(Path directory) {
        return new LmdbStorage().open(settings(directory, 1));
    }

    private static StorageSettings settings(Path directory, int seed) {
        return new StorageSettings(directory, Map.of(), new SecretWrap.Plain(), new ManualTime(NOON), new SeededRandom(seed), new CountingMeter());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

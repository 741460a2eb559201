package dev.dnsmesh.adapters.storage.lmdb;

import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static dev.dnsmesh.contracts.Records.texts;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The process that {@link KillTest} kills: several threads commit batches without end and print each acknowledgement. */
final class KillVictim {
    static final int WRITERS = 4;

    private KillVictim() {
    }

    /** @param arguments the data directory */
    public static void main(String[] arguments) throws IOException {
        warmUp();
        PrintStream acknowledgements = System.out;
        acknowledgements.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        Storage storage = open(Path.of(arguments[0]));
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            Thread.ofPlatform().start(() -> write(storage.records(), writer, acknowledgements));
        }
    }

    /** Loads what the real work needs, so that little of the time before the kill is spent on it. */
    private static void warmUp() {
        Path scratch = LmdbHarness.newDirectory();
        try (Storage storage = open(scratch)) {
            storage.records().commit(generation(0, 0));
            storage.records().page(Optional.empty(), 10, Records.NOON);
        }
        LmdbHarness.delete(scratch);
    }

    static Storage open(Path directory) {
        return new LmdbStorage().open(new StorageSettings(directory, Map.of(), new SecretWrap.Plain(),
                new ManualTime(Records.NOON), new SeededRandom(1), new CountingMeter()));
    }

    private static void write(RecordStore records, int writer, PrintStream acknowledgements) {
        for (int number = generationOf(records, writer) + 1; ; number++) {
            if (records.commit(generation(writer, number)) instanceof Commit.Done) {
                acknowledgements.println(writer + " " + number + " acknowledged");
            }
        }
    }

    /** Replaces what the writer's three names hold and leaves one row more behind it. */
    private static UpdateBatch generation(int writer, int number) {
        String value = String.valueOf(number);
        String padded = value + " " + "x".repeat(number % 3000);
        return batch(deleteAll(name("a", writer)), add(name("a", writer), value),
                deleteAll(name("b", writer)), add(name("b", writer), value),
                deleteAll(name("c", writer)), add(name("c", writer), padded),
                add(name("n" + number + ".log", writer), value, 1_000_000));
    }

    static OwnerName name(String label, int writer) {
        return new OwnerName(label + ".w" + writer + ".example.org");
    }

    /** The number of the writer's last visible batch, -1 where there is none; fails where one is visible in part. */
    static int generationOf(RecordStore records, int writer) {
        List<String> seen = List.of(first(records, "a", writer), first(records, "b", writer),
                first(records, "c", writer).split(" ")[0]);
        if (Set.copyOf(seen).size() != 1) {
            throw new AssertionError("writer " + writer + " shows parts of several batches: " + seen);
        }
        return Integer.parseInt(seen.getFirst());
    }

    private static String first(RecordStore records, String label, int writer) {
        List<String> texts = texts(records, name(label, writer), Records.NOON);
        return texts.isEmpty() ? "-1" : texts.getFirst();
    }
}

package com.example.dnsmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.Guarantee;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.contracts.StorageContracts;
import dev.dnsmesh.contracts.StorageHarness;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Inherits every contract; the rest is about what only this storage has. */
class MemoryStorageTest implements StorageContracts {
    @Override
    public StorageHarness newStorage() {
        return new MemoryHarness();
    }

    @Test
    void a_full_storage_refuses_what_is_new_and_keeps_what_it_has() {
        try (Storage storage = open(Map.of(MemoryStorageAdapter.MAX_RECORDS, "1"), new ManualTime(Records.NOON))) {
            storage.records().commit(Records.batch(Records.add(Records.SLOT, "one")));
            assertThrows(StorageUnavailable.class, () -> storage.records().commit(Records.batch(Records.add(Records.OTHER, "two"))));
            storage.records().commit(Records.batch(Records.add(Records.SLOT, "one")));
            assertEquals(1, storage.records().count());
        }
    }

    @Test
    void a_bad_setting_is_told_in_one_line() {
        assertEquals("DMP_MEMORY_MAX_RECORDS=many is not a whole number from 1 to 999999999", assertThrows(StorageUnavailable.class,
                () -> open(Map.of(MemoryStorageAdapter.MAX_RECORDS, "many"), new ManualTime(Records.NOON))).getMessage());
    }

    @Test
    void the_node_will_find_it() {
        assertEquals("memory", ServiceLoader.load(StorageAdapter.class).findFirst().orElseThrow().id());
    }

    private static Storage open(Map<String, String> values, ManualTime time) {
        return new MemoryStorageAdapter().open(new StorageSettings(Path.of("."), values, new SecretWrap.Plain(), time, new SeededRandom(1),
                new CountingMeter()));
    }

    /** Says what the contracts cannot know: how to make a storage, how to kill it, what it does not promise. */
    private static final class MemoryHarness implements StorageHarness {
        private final ManualTime time = new ManualTime(Records.NOON);
        private Storage storage = open(Map.of(), time);

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
            storage = open(Map.of(), time);
        }

        /** Declared, and then checked to be missing. */
        @Override
        public Set<Guarantee> withholds() {
            return Set.of(Guarantee.DURABILITY, Guarantee.TRANSFER, Guarantee.DELETIONS);
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}

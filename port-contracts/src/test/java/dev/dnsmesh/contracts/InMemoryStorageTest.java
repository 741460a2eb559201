package dev.dnsmesh.contracts;

import dev.dnsmesh.application.spi.Storage;
import java.util.Set;

class InMemoryStorageTest implements StorageContracts {
    @Override
    public StorageHarness newStorage() {
        return new InMemoryHarness();
    }

    /** Killed, it has forgotten everything. */
    private static final class InMemoryHarness implements StorageHarness {
        private final ManualTime time = new ManualTime(Records.NOON);
        private final SeededRandom random = new SeededRandom(1);
        private Storage storage = new InMemoryStorage(time, random);

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
            storage = new InMemoryStorage(time, random);
        }

        @Override
        public Set<Guarantee> withholds() {
            return Set.of(Guarantee.DURABILITY);
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}

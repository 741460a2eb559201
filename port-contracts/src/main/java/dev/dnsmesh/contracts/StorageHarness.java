package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.spi.Storage;
import java.util.Optional;
import java.util.Set;

/** One storage under test: empty at first, its clock in the test's hand. */
public interface StorageHarness extends AutoCloseable {
    /** What is open now; another one after {@link #killAndReopen}. */
    Storage storage();

    default RecordStore records() {
        return storage().records();
    }

    /** The clock that the storage was opened with; starts at {@link Records#NOON}. */
    ManualTime time();

    /** Leaves the storage as if its process had been killed now, and opens what is left. */
    void killAndReopen();

    /** Another node on the same storage, a new one each time; empty where only one can use it. */
    default Optional<Storage> anotherNode() {
        return Optional.empty();
    }

    /** Empty where every guarantee is given. */
    Set<Guarantee> withholds();

    /** {@link #killAndReopen} where something is left then. */
    default void reopenIfDurable() {
        if (!withholds().contains(Guarantee.DURABILITY)) {
            killAndReopen();
        }
    }

    /** Closes and removes it. A second call does nothing. */
    @Override
    void close();
}

package dev.dnsmesh.application.spi;

import java.util.Optional;
import java.util.function.Function;

/**
 * The transactions of a storage on its keys, tokens and held names. The work may be called again where a transaction has to be
 * repeated. Failures as of {@link dev.dnsmesh.application.port.out.TsigKeyStore}.
 */
public interface AccessTransactions {
    /** Does the work one after the other with every other that writes; returns when what it wrote is durable. */
    <T> T write(Function<AccessTables, T> work);

    /** Does work that only reads. As it is here, like one that writes: override it where readers need not wait. */
    default <T> T read(Function<AccessTables, T> work) {
        return write(work);
    }

    /** As {@link #read}, without ever waiting; empty where it would have to. As it is here, always. */
    default <T> Optional<T> tryRead(Function<AccessTables, T> work) {
        return Optional.empty();
    }
}

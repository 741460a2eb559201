package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.update.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * How far the digest of each peer has been taken over (cluster.md 13.1). Watermarks are written by
 * {@link RecordStore#commit}, in the transaction of the rows that justify them, and nowhere else. Threads and failures as
 * there.
 */
public interface WatermarkStore {
    /** As it is here, by looking through the list: peers are few. */
    default Optional<Watermark> find(String peer) {
        return list().stream().filter(mark -> mark.peer().equals(peer)).findFirst();
    }

    /** In the order of peers. */
    List<Watermark> list();

    /** Starts the peer anew; durable when it returns. False where there was none. */
    boolean forget(String peer);
}

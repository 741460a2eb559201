package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.adapters.storage.lmdb.RowReader;
import dev.dnsmesh.adapters.storage.lmdb.RowWriter;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import java.time.Instant;
import java.util.List;

/** Which messages were seen, and until when that matters (client.md 8.2). */
final class SeenRows {
    private SeenRows() {
    }

    /** The later of two ends holds. */
    static void mark(View view, Ed25519PublicKey sender, MessageId id, Instant until) {
        var key = ClientRows.key(sender, id);
        if (view.find(view.tables.seen, key, RowReader::instant).filter(held -> !held.isBefore(until)).isEmpty()) {
            view.put(view.tables.seen, key, new RowWriter().instant(until));
        }
    }

    static boolean holds(View view, Ed25519PublicKey sender, MessageId id, Instant now) {
        return view.find(view.tables.seen, ClientRows.key(sender, id), RowReader::instant)
                .filter(until -> !until.isBefore(now)).isPresent();
    }

    static List<Seen> live(View view, Instant now) {
        return view.all(view.tables.seen, ClientRows::seen).stream().filter(s -> !s.until().isBefore(now)).toList();
    }

    static void purge(View view, Instant now) {
        view.all(view.tables.seen, ClientRows::seen).stream().filter(s -> s.until().isBefore(now))
                .forEach(s -> view.delete(view.tables.seen, ClientRows.key(s.sender(), s.id())));
    }
}

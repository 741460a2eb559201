package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.transfer.TransferRow.OfReplay;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembered UPDATEs.
 *
 * <pre>
 *   replays         id (16)                      ->  end ms (8) ‖ rcode (2)
 *   replays_by_end  end ms (8) ‖ id              ->  nothing
 * </pre>
 */
final class ReplayRows {
    private ReplayRows() {
    }

    static Optional<Rcode> find(ReadView view, ReplayId id, Instant now) {
        return view.find(view.tables.replays, key -> key.put(id.octets().asBuffer()))
                .filter(row -> row.getLong(row.position()) > now.toEpochMilli())
                .map(row -> rcode(row.getShort(row.position() + 8)));
    }

    private static Rcode rcode(int code) {
        for (Rcode rcode : Rcode.values()) {
            if (rcode.code() == code) {
                return rcode;
            }
        }
        throw new IllegalStateException("no such code was ever written: " + code);
    }

    static void put(WriteView view, ReplayEntry entry, Rcode answer) {
        ByteBuffer id = entry.id().octets().asBuffer();
        long end = entry.keepUntil().toEpochMilli();
        // a spent entry of the same id may not have been swept
        view.find(view.tables.replays, key -> key.put(id.duplicate())).map(row -> row.getLong(row.position()))
                .ifPresent(spent -> view.delete(view.tables.replaysByEnd, key -> putEndKey(key, spent, id)));
        view.put(view.tables.replays, key -> key.put(id.duplicate()), 10,
                value -> value.putLong(end).putShort((short) answer.code()));
        view.putKey(view.tables.replaysByEnd, key -> putEndKey(key, end, id));
    }

    static OfReplay transfer(ByteBuffer key, ByteBuffer row) {
        return new OfReplay(new ReplayEntry(new ReplayId(Octets.of(key)), Instant.ofEpochMilli(row.getLong(row.position()))),
                rcode(row.getShort(row.position() + 8)));
    }

    private static void putEndKey(ByteBuffer key, long end, ByteBuffer id) {
        key.putLong(end).put(id.duplicate());
    }

    /** Forgets up to {@code limit} entries that are kept no longer. */
    static int sweep(WriteView view, Instant now, int limit) {
        List<Octets> spent = new ArrayList<>();
        view.scan(view.tables.replaysByEnd, key -> key.putLong(0), (key, nothing) -> {
            if (spent.size() == limit || key.getLong(key.position()) > now.toEpochMilli()) {
                return false;
            }
            spent.add(Octets.of(key));
            return true;
        });
        for (Octets key : spent) {
            view.delete(view.tables.replaysByEnd, k -> k.put(key.asBuffer()));
            view.delete(view.tables.replays, k -> k.put(key.slice(8, key.length()).asBuffer()));
        }
        return spent.size();
    }
}

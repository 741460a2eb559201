package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Keys as their rows were decoded last. The row itself is read every time and must be the same octet for octet, so a change
 * counts at once; what is saved is the decoding, which every signed packet would pay for. Safe for use by any number of
 * threads.
 */
final class RecentKeys {
    private static final int PLACES = 256;

    private final AtomicReferenceArray<Decoded> places = new AtomicReferenceArray<>(PLACES);

    private record Decoded(ByteBuffer row, TsigKey key) {
    }

    TsigKey decoded(Octets name, ByteBuffer row, Function<ByteBuffer, TsigKey> decode) {
        int place = name.hashCode() & PLACES - 1;
        Decoded last = places.get(place);
        if (last != null && last.row.equals(row)) {
            return last.key;
        }
        ByteBuffer copy = ByteBuffer.allocate(row.remaining()).put(row.duplicate()).flip();
        TsigKey key = decode.apply(row);
        places.set(place, new Decoded(copy, key));
        return key;
    }
}

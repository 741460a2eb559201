package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.update.Watermark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code watermarks}: SHA-256 of the peer, which may be longer than a key (32) -> length of the peer (2) ‖ peer ‖ state. */
final class WatermarkRows {
    private WatermarkRows() {
    }

    static void put(WriteView view, Watermark mark) {
        Octets peer = Octets.utf8(mark.peer());
        view.put(view.tables.watermarks, key -> putKey(key, mark.peer()), 2 + peer.length() + mark.state().length(),
                value -> value.putShort((short) peer.length()).put(peer.asBuffer()).put(mark.state().asBuffer()));
    }

    static Optional<Watermark> find(ReadView view, String peer) {
        return view.find(view.tables.watermarks, key -> putKey(key, peer)).map(WatermarkRows::mark);
    }

    static boolean delete(WriteView view, String peer) {
        return view.delete(view.tables.watermarks, key -> putKey(key, peer));
    }

    static List<Watermark> all(ReadView view) {
        List<Watermark> marks = new ArrayList<>();
        view.scan(view.tables.watermarks, key -> key.put((byte) 0), (key, row) -> marks.add(mark(row)));
        return marks;
    }

    static Watermark mark(ByteBuffer row) {
        int at = row.position() + 2;
        int length = row.getShort(row.position());
        Octets peer = Octets.of(row.slice(at, length));
        Octets state = Octets.of(row.slice(at + length, row.limit() - at - length));
        return new Watermark(peer.asUtf8().orElseThrow(), state);
    }

    private static void putKey(ByteBuffer key, String peer) {
        key.put(Sha256.of(Octets.utf8(peer)).asBuffer());
    }
}

package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.Dbi;

/** A table of keys that are a prefix of fixed length and what is found by it; no values. */
final class Index {
    private Index() {
    }

    /** Subjects are longer than a prefix may be. */
    static Octets of(Subject subject) {
        return Sha256.of(Octets.utf8(subject.text()));
    }

    static void put(WriteView view, Dbi<ByteBuffer> index, Octets prefix, Octets entry) {
        view.putKey(index, key -> key.put(prefix.asBuffer()).put(entry.asBuffer()));
    }

    static void delete(WriteView view, Dbi<ByteBuffer> index, Octets prefix, Octets entry) {
        view.delete(index, key -> key.put(prefix.asBuffer()).put(entry.asBuffer()));
    }

    /** In byte order. */
    static List<Octets> entries(ReadView view, Dbi<ByteBuffer> index, Octets prefix) {
        List<Octets> entries = new ArrayList<>();
        view.scan(index, key -> key.put(prefix.asBuffer()), (key, nothing) -> {
            Octets found = Octets.of(key);
            return found.startsWith(prefix) && entries.add(found.slice(prefix.length(), found.length()));
        });
        return entries;
    }
}

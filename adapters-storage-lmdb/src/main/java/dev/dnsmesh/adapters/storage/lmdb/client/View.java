package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.adapters.storage.lmdb.RowReader;
import dev.dnsmesh.adapters.storage.lmdb.RowWriter;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/** One transaction, in terms of keys and rows. Rows are copied: nothing of the map leaves it. */
final class View {
    final ClientTables tables;
    private final Txn<ByteBuffer> txn;

    View(ClientTables tables, Txn<ByteBuffer> txn) {
        this.tables = tables;
        this.txn = txn;
    }

    static Octets key(long number) {
        return Octets.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    static long number(Octets key) {
        return key.asBuffer().getLong();
    }

    boolean holds(Dbi<ByteBuffer> table, Octets key) {
        return table.get(txn, direct(key)) != null;
    }

    <T> Optional<T> find(Dbi<ByteBuffer> table, Octets key, Function<RowReader, T> decode) {
        return Optional.ofNullable(table.get(txn, direct(key))).map(row -> RowReader.read(row, decode));
    }

    /** In the order of the keys. */
    <T> List<T> all(Dbi<ByteBuffer> table, BiFunction<Octets, RowReader, T> decode) {
        List<T> all = new ArrayList<>();
        try (CursorIterable<ByteBuffer> rows = table.iterate(txn)) {
            rows.forEach(row -> {
                Octets key = Octets.of(row.key());
                all.add(RowReader.read(row.val(), reader -> decode.apply(key, reader)));
            });
        }
        return all;
    }

    List<Octets> keys(Dbi<ByteBuffer> table) {
        return all(table, (key, row) -> key);
    }

    void put(Dbi<ByteBuffer> table, Octets key, RowWriter row) {
        table.put(txn, direct(key), direct(row.row()));
    }

    /** A key alone says it all. */
    void note(Dbi<ByteBuffer> table, Octets key) {
        put(table, key, new RowWriter().flag(true));
    }

    boolean delete(Dbi<ByteBuffer> table, Octets key) {
        return table.delete(txn, direct(key));
    }

    void clear(Dbi<ByteBuffer> table) {
        table.drop(txn);
    }

    /** The next number of a series, 1 first, never twice. */
    long next(String series) {
        long next = number(series) + 1;
        putNumber(series, next);
        return next;
    }

    long number(String name) {
        return find(tables.meta, name(name), RowReader::number).orElse(0L);
    }

    void putNumber(String name, long number) {
        put(tables.meta, name(name), new RowWriter().number(number));
    }

    private static Octets name(String name) {
        return Octets.of(name.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer direct(Octets octets) {
        return ByteBuffer.allocateDirect(octets.length()).put(octets.asBuffer()).flip();
    }
}

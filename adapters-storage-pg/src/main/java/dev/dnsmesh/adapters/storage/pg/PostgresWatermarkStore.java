package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.update.Watermark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The watermarks in PostgreSQL. */
final class PostgresWatermarkStore implements WatermarkStore {
    private final Connections connections;
    private final Writer writer;

    PostgresWatermarkStore(Connections connections, Writer writer) {
        this.connections = connections;
        this.writer = writer;
    }

    @Override
    public Optional<Watermark> find(String peer) {
        return connections.read(handle -> WatermarkRows.find(handle, peer));
    }

    @Override
    public List<Watermark> list() {
        return connections.read(WatermarkRows::all).stream().sorted(Comparator.comparing(Watermark::peer)).toList();
    }

    @Override
    public boolean forget(String peer) {
        return writer.write(view -> WatermarkRows.delete(view.handle(), peer));
    }
}

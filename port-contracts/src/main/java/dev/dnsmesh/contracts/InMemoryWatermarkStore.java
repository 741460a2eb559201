package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.update.Watermark;
import java.util.List;

/** The watermarks of {@link InMemoryStorage}. */
final class InMemoryWatermarkStore implements WatermarkStore {
    private final InMemoryTables tables;

    InMemoryWatermarkStore(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Watermark> list() {
        return tables.locked(() -> List.copyOf(tables.watermarks.values()));
    }

    @Override
    public boolean forget(String peer) {
        return tables.locked(() -> tables.watermarks.remove(peer) != null);
    }
}

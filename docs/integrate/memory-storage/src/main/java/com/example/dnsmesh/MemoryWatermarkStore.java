package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.update.Watermark;
import java.util.List;

/** Notes about peers; the record store writes them. */
record MemoryWatermarkStore(Tables tables) implements WatermarkStore {
    @Override
    public List<Watermark> list() {
        return tables.locked(() -> List.copyOf(tables.watermarks.values()));
    }

    @Override
    public boolean forget(String peer) {
        return tables.locked(() -> tables.watermarks.remove(peer) != null);
    }
}

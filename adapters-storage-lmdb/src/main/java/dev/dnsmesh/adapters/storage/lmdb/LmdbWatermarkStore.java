package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.update.Watermark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The watermarks in LMDB. */
final class LmdbWatermarkStore implements WatermarkStore {
    private final LmdbEnvironment environment;

    LmdbWatermarkStore(LmdbEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Watermark> find(String peer) {
        return environment.read(view -> WatermarkRows.find(view, peer));
    }

    @Override
    public List<Watermark> list() {
        return environment.read(WatermarkRows::all).stream().sorted(Comparator.comparing(Watermark::peer)).toList();
    }

    @Override
    public boolean forget(String peer) {
        return environment.write(view -> WatermarkRows.delete(view, peer));
    }
}

package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.name.NameKey;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Answers from the cache; what is not there is at hand for those only who may wait for the database. */
final class PostgresRrsetReader implements RrsetReader {
    private final RrsetCache cache;
    private final RrsetLoader loader;
    private final BooleanSupplier storageClosed;
    private final CacheKey probe = CacheKey.probe();
    private volatile boolean closed;

    PostgresRrsetReader(RrsetCache cache, RrsetLoader loader, BooleanSupplier storageClosed) {
        this.cache = cache;
        this.loader = loader;
        this.storageClosed = storageClosed;
    }

    @Override
    public Found tryRead(NameKey name, long nowSeconds, Visitor visitor) {
        demandOpen();
        Optional<CachedRrset> cached = cache.find(probe.set(name));
        return cached.isPresent() ? cached.get().visit(nowSeconds, visitor) : Found.BUSY;
    }

    @Override
    public Found read(NameKey name, long nowSeconds, Visitor visitor) {
        demandOpen();
        CacheKey key = CacheKey.of(name);
        Optional<CachedRrset> cached = cache.find(key);
        Found found = cached.isPresent() ? cached.get().visit(nowSeconds, visitor) : Found.BUSY;
        return found == Found.BUSY ? loader.load(key, nowSeconds).visit(nowSeconds, visitor) : found;
    }

    private void demandOpen() {
        if (closed || storageClosed.getAsBoolean()) {
            throw new StorageUnavailable("the reader is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

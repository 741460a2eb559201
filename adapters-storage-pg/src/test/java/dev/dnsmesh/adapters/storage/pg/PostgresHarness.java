package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.adapters.crypto.AesGcmSecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.Guarantee;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.contracts.StorageHarness;
import dev.dnsmesh.domain.octets.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A storage in a schema of its own. A kill ends its connections in the middle of whatever they do. */
final class PostgresHarness implements StorageHarness {
    private static final AtomicLong SEEDS = new AtomicLong();

    private final ManualTime time = new ManualTime(Records.NOON);
    private final TestServer.Schema schema = TestServer.schema();
    private final Optional<Secret> wrappingKey;
    private Storage storage;
    private boolean closed;

    PostgresHarness(Optional<Secret> wrappingKey) {
        this.wrappingKey = wrappingKey;
        storage = oneMoreNode();
    }

    /** One more node on the same database, with the same clock. */
    Storage oneMoreNode(String... settings) {
        return open(schema, wrappingKey, time, settings);
    }

    @Override
    public Optional<Storage> anotherNode() {
        return Optional.of(oneMoreNode());
    }

    static Storage open(TestServer.Schema schema, Optional<Secret> wrappingKey, ManualTime time, String... settings) {
        SeededRandom random = new SeededRandom(SEEDS.incrementAndGet());
        return new PostgresStorageAdapter(true).open(new StorageSettings(Path.of("."), schema.settings(settings),
                AesGcmSecretWrap.of(wrappingKey, random), time, random, new CountingMeter()));
    }

    TestServer.Schema schema() {
        return schema;
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public void killAndReopen() {
        Storage killed = storage;
        schema.cutConnections();
        storage = oneMoreNode();
        killed.close();
    }

    /** An answer is at hand once somebody has asked for it. */
    @Override
    public Set<Guarantee> withholds() {
        return Set.of(Guarantee.AT_HAND);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            storage.close();
            schema.close();
        }
    }
}

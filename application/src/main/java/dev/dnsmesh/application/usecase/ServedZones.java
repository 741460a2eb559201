package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** The zones of this node for the edge that writes answers, and the maker of what answers. Safe for all threads. */
public final class ServedZones implements AnswerQuery.Zones, AnswerQuery.Factory {
    private final Supplier<ZoneTable> zones;
    private final RecordStore records;

    public ServedZones(Supplier<ZoneTable> zones, RecordStore records) {
        this.zones = zones;
        this.records = records;
    }

    @Override
    public AnswerQuery create() {
        return new AnswerQueryUseCase(zones, records.reader());
    }

    @Override
    public Optional<OwnerName> zoneOf(NameKey name) {
        return zones.get().zoneNameOf(name);
    }

    @Override
    public ByteBuffer soaFor(OwnerName zone, long nowSeconds) {
        return zones.get().soa(zone, nowSeconds).asBuffer();
    }

    @Override
    public long positiveTtl() {
        return Math.max(1, zones.get().settings().positiveTtl());
    }

    @Override
    public long negativeTtl() {
        return zones.get().settings().negativeTtl();
    }
}

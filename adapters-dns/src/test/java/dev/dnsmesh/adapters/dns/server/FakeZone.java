package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One zone with TXT records in memory; answers as dns.md 10.1 says. */
final class FakeZone implements AnswerQuery, AnswerQuery.Zones {
    static final OwnerName APEX = new OwnerName("mesh.example.com");
    static final long TTL = 60;
    static final long NEGATIVE_TTL = 30;
    private static final NameKey APEX_KEY = NameKey.of(APEX);

    private record Value(byte[] octets, long remaining) {
    }

    private final Map<NameKey, List<Value>> values = new ConcurrentHashMap<>();
    private volatile boolean busyUnlessBlocking;
    private volatile boolean broken;
    private volatile boolean nothingRefused;

    FakeZone with(String owner, String value, long remaining) {
        return with(owner, value.getBytes(StandardCharsets.UTF_8), remaining);
    }

    FakeZone with(String owner, byte[] value, long remaining) {
        values.computeIfAbsent(NameKey.of(new OwnerName(owner)), any -> new ArrayList<>()).add(new Value(value, remaining));
        return this;
    }

    /** Nothing is at hand on an event loop. */
    void onlyWhenBlocking() {
        busyUnlessBlocking = true;
    }

    /** Names outside are answered as where no zone is configured. */
    void refuseNothing() {
        nothingRefused = true;
    }

    /** Every question fails, as a storage does that is gone. */
    void breakDown() {
        broken = true;
    }

    @Override
    public Verdict answer(NameKey name, RrType type, long nowSeconds, boolean mayBlock, Answer answer) {
        if (broken) {
            throw new StorageUnavailable("gone");
        }
        if (busyUnlessBlocking && !mayBlock) {
            return Verdict.BUSY;
        }
        if (!name.isWithin(APEX_KEY)) {
            return nothingRefused ? Verdict.NXDOMAIN : Verdict.REFUSED;
        }
        if (name.equals(APEX_KEY) && type.equals(RrType.SOA)) {
            answer.data(RrType.SOA, soaFor(APEX, nowSeconds));
            return Verdict.POSITIVE;
        }
        List<Value> here = values.getOrDefault(name, List.of());
        if (!here.isEmpty() && type.equals(RrType.ANY)) {
            return Verdict.MINIMAL_ANY;
        }
        if (!here.isEmpty() && type.equals(RrType.TXT)) {
            here.forEach(value -> answer.txt(ByteBuffer.wrap(value.octets()), value.remaining()));
            return Verdict.POSITIVE;
        }
        boolean exists = name.equals(APEX_KEY) || values.keySet().stream().anyMatch(key -> key.isWithin(name));
        return exists ? Verdict.NODATA : Verdict.NXDOMAIN;
    }

    @Override
    public void close() {
        // nothing is held
    }

    @Override
    public Optional<OwnerName> zoneOf(NameKey name) {
        return name.isWithin(APEX_KEY) ? Optional.of(APEX) : Optional.empty();
    }

    @Override
    public ByteBuffer soaFor(OwnerName zone, long nowSeconds) {
        ByteBuffer rdata = ByteBuffer.allocate(256);
        rdata.put(new OwnerName("ns." + zone).wire().toArray()).put(new OwnerName("hostmaster." + zone).wire().toArray());
        return rdata.putInt((int) nowSeconds).putInt(3600).putInt(600).putInt(604_800).putInt((int) NEGATIVE_TTL).flip();
    }

    @Override
    public long positiveTtl() {
        return TTL;
    }

    @Override
    public long negativeTtl() {
        return NEGATIVE_TTL;
    }
}

package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.RrsetReader.Found;
import dev.dnsmesh.application.port.out.RrsetReader.Visitor;
import java.nio.ByteBuffer;
import java.util.List;

/** What stood at a name and below it when it was read. Times in Unix seconds. */
final class CachedRrset {
    private static final int OBJECT_OCTETS = 160;
    private static final int VALUE_OCTETS = 48;

    private final long readAt;
    private final byte[][] values;
    private final long[] expiries;
    private final long belowUntil;

    /** A value that was live. */
    record Value(byte[] octets, long expiry) {
    }

    /** @param belowUntil when something that lives below expires; 0 = nothing lives there, or there are values and nobody looked */
    CachedRrset(long readAt, List<Value> live, long belowUntil) {
        this.readAt = readAt;
        values = live.stream().map(Value::octets).toArray(byte[][]::new);
        expiries = live.stream().mapToLong(Value::expiry).toArray();
        this.belowUntil = belowUntil;
    }

    /** {@link Found#BUSY} where time has made it useless; nothing was visited then. */
    Found visit(long nowSeconds, Visitor visitor) {
        if (nowSeconds < readAt) {
            return Found.BUSY;
        }
        boolean visited = false;
        for (int i = 0; i < values.length; i++) {
            if (expiries[i] > nowSeconds) {
                visitor.value(ByteBuffer.wrap(values[i]), expiries[i] - nowSeconds);
                visited = true;
            }
        }
        if (visited) {
            return Found.VALUES;
        }
        if (belowUntil > nowSeconds) {
            return Found.ONLY_BELOW;
        }
        return isNothing() ? Found.NOTHING : Found.BUSY;
    }

    /** Nothing lived at the name or below it. */
    boolean isNothing() {
        return values.length == 0 && belowUntil == 0;
    }

    /** No value lived, but something below. */
    boolean isOnlyBelow() {
        return belowUntil != 0;
    }

    /** Octets of memory, about. */
    int weight() {
        int weight = OBJECT_OCTETS;
        for (byte[] value : values) {
            weight += VALUE_OCTETS + value.length;
        }
        return weight;
    }
}

package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.record.UnixTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A {@link ReplayGate} in memory, which a caller may fill with what it kept elsewhere. Safe for use by several threads. */
public final class SeenMessages implements ReplayGate {
    private final Map<MessageReference, UnixTime> seen = new HashMap<>();
    private final Map<MessageReference, Instant> reserved = new HashMap<>();

    @Override
    public synchronized boolean reserve(MessageReference message, Instant now) {
        seen.values().removeIf(until -> until.isBefore(now));
        reserved.values().removeIf(since -> since.plus(RESERVATION).isBefore(now));
        return !seen.containsKey(message) && reserved.putIfAbsent(message, now) == null;
    }

    @Override
    public synchronized void release(MessageReference message) {
        reserved.remove(message);
    }

    @Override
    public synchronized void keep(MessageReference message, UnixTime until) {
        reserved.remove(message);
        seen.put(message, until);
    }
}

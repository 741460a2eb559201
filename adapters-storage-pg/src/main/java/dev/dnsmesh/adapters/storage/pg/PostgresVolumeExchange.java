package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.domain.access.TsigKeyName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Volumes told with {@code NOTIFY}, by the thread that listens: who tells, then {@code key=octets} for each key. Nothing of it
 * is in a transaction with what was written.
 */
final class PostgresVolumeExchange implements VolumeExchange {
    /** PostgreSQL takes less than 8,000 octets. */
    private static final int LONGEST = 7_900;
    /** As many as a node remembers volumes of. */
    private static final int MOST_KEYS = 10_000;
    /** So that what is told costs little, however often something is added. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String channel;
    private final String origin;
    private Map<TsigKeyName, Long> untold = new HashMap<>();
    private volatile Optional<Listener> listener = Optional.empty();
    private boolean told;
    private long toldAt;

    PostgresVolumeExchange(Notices notices) {
        channel = notices.channel() + "_volumes";
        origin = notices.origin();
    }

    String channel() {
        return channel;
    }

    @Override
    public synchronized void tell(TsigKeyName key, long octets) {
        if (untold.size() < MOST_KEYS || untold.containsKey(key)) {
            untold.merge(key, octets, Long::sum);
        }
    }

    @Override
    public void listen(Listener hearing) {
        listener = Optional.of(hearing);
    }

    /** Tells what has come together, now and then; for one thread. What cannot be told is lost. */
    void tellOn(Connection connection, long nanos) throws SQLException {
        if (told && nanos - toldAt < PAUSE_NANOS) {
            return;
        }
        Map<TsigKeyName, Long> volumes = take();
        if (volumes.isEmpty()) {
            return;
        }
        told = true;
        toldAt = nanos;
        try (PreparedStatement notify = connection.prepareStatement("SELECT count(pg_notify(?, payload)) FROM unnest(?) AS of(payload)")) {
            notify.setString(1, channel);
            notify.setArray(2, connection.createArrayOf("text", payloads(volumes).toArray()));
            notify.execute();
        }
    }

    private synchronized Map<TsigKeyName, Long> take() {
        Map<TsigKeyName, Long> taken = untold;
        untold = taken.isEmpty() ? taken : new HashMap<>();
        return taken;
    }

    private List<String> payloads(Map<TsigKeyName, Long> volumes) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(origin);
        volumes.forEach((key, octets) -> {
            String word = " " + key.text() + "=" + octets;
            if (payload.length() + word.length() > LONGEST) {
                payloads.add(payload.toString());
                payload.setLength(origin.length());
            }
            payload.append(word);
        });
        payloads.add(payload.toString());
        return payloads;
    }

    /** Passes on what another node told. */
    void hear(String payload) {
        String[] words = payload.split(" ");
        if (words[0].equals(origin)) {
            return;
        }
        for (int i = 1; i < words.length; i++) {
            int sign = words[i].lastIndexOf('=');
            Optional<TsigKeyName> key = sign < 0 ? Optional.empty() : TsigKeyName.parse(words[i].substring(0, sign));
            String octets = words[i].substring(sign + 1);
            if (key.isPresent() && octets.matches("-?[0-9]{1,18}")) {
                listener.ifPresent(hearing -> hearing.added(key.get(), Long.parseLong(octets)));
            }
        }
    }
}

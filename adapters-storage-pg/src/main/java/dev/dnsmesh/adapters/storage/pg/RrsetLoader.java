package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.Meter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reads what stands at names and below them, many names in one statement, and leaves it in the cache. */
final class RrsetLoader {
    private static final int STATEMENTS = 2;
    /** One statement sees one state. The order makes every look-up below a name end at the first row of an index. */
    private static final String SQL = """
            SELECT asked.n, r.value, r.expires_at
              FROM unnest(:names, :nows) WITH ORDINALITY AS asked(name, now, n)
              JOIN records r ON r.name = asked.name AND r.expires_at > asked.now
            UNION ALL
            SELECT asked.n, NULL, coalesce((SELECT b.expires_at FROM records b
                     WHERE b.name > asked.name AND b.name < asked.above AND b.expires_at > asked.now
                     ORDER BY b.name, b.hash LIMIT 1), 0)
              FROM unnest(:names, :aboves, :nows) WITH ORDINALITY AS asked(name, above, now, n)
             WHERE NOT EXISTS (SELECT FROM records r WHERE r.name = asked.name AND r.expires_at > asked.now)
            """;

    private final Connections connections;
    private final RrsetCache cache;
    private final Meter.Counter misses;
    private final Coalescer<Asked, CachedRrset> lookUps = new Coalescer<>(STATEMENTS, this::load);

    private record Asked(CacheKey name, long nowSeconds) {
    }

    /** @param n from 1 */
    private record Row(int n, byte[] value, long expiry) {
    }

    RrsetLoader(Connections connections, RrsetCache cache, Meter meter) {
        misses = meter.counter("dmp_storage_cache_misses_total");
        this.connections = connections;
        this.cache = cache;
    }

    /** As of now or later; blocks. */
    CachedRrset load(CacheKey name, long nowSeconds) {
        return lookUps.load(new Asked(name, nowSeconds));
    }

    private List<CachedRrset> load(List<Asked> wanted) {
        List<Asked> asked = List.copyOf(new LinkedHashSet<>(wanted));
        Set<CacheKey> names = new HashSet<>();
        asked.forEach(one -> names.add(one.name));
        misses.add(names.size());
        RrsetCache.Reading reading = cache.begin(names);
        boolean read = false;
        try {
            List<CachedRrset> rrsets = connections.read(handle -> read(handle, asked));
            reading.keep(asked.stream().map(Asked::name).toList(), rrsets);
            read = true;
            Map<Asked, CachedRrset> found = new HashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                found.put(asked.get(i), rrsets.get(i));
            }
            return wanted.stream().map(found::get).toList();
        } finally {
            if (!read) {
                reading.abandon();
            }
        }
    }

    private static List<CachedRrset> read(Handle handle, List<Asked> asked) {
        List<byte[]> names = asked.stream().map(one -> one.name.octets()).toList();
        List<List<CachedRrset.Value>> values = new ArrayList<>();
        long[] below = new long[asked.size()];
        asked.forEach(one -> values.add(new ArrayList<>()));
        handle.createQuery(SQL).bind("names", SqlArray.octets(names))
                .bind("aboves", SqlArray.octets(names.stream().map(NameRange::end).toList()))
                .bind("nows", SqlArray.longs(asked.stream().map(Asked::nowSeconds).toList()))
                .map((row, context) -> row(row)).forEach(row -> {
                    if (row.value == null) {
                        below[row.n - 1] = row.expiry;
                    } else {
                        values.get(row.n - 1).add(new CachedRrset.Value(row.value, row.expiry));
                    }
                });
        List<CachedRrset> rrsets = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            rrsets.add(new CachedRrset(asked.get(i).nowSeconds, values.get(i), below[i]));
        }
        return rrsets;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getInt(1), row.getBytes(2), row.getLong(3));
    }
}

package dev.dnsmesh.domain.zone;

import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The query zones of a node; finds the zone of a name without allocating. Immutable. */
public final class ZoneTable {
    private final ZoneSettings settings;
    private final Zone[] longestFirst;
    private final List<Optional<Zone>> found;
    private final List<Optional<OwnerName>> foundNames;

    public ZoneTable(ZoneSettings settings) {
        this.settings = settings;
        this.longestFirst = Stream.concat(settings.served().stream(), settings.others().stream()).distinct()
                .map(name -> new Zone(name, settings.apex(), settings.served().equals(Optional.of(name)),
                        settings.negativeTtl()))
                .sorted(Comparator.comparingInt(Zone::keyLength).reversed().thenComparing(Zone::name))
                .toArray(Zone[]::new);
        this.found = Stream.of(longestFirst).map(Optional::of).toList();
        this.foundNames = Stream.of(longestFirst).map(zone -> Optional.of(zone.name())).toList();
    }

    public ZoneSettings settings() {
        return settings;
    }

    /** No query zone at all: development mode, in which nothing is refused. */
    public boolean isEmpty() {
        return longestFirst.length == 0;
    }

    /** The longest query zone that holds the name. */
    public Optional<Zone> zoneOf(NameKey name) {
        for (int i = 0; i < longestFirst.length; i++) {
            if (longestFirst[i].holds(name)) {
                return found.get(i);
            }
        }
        return Optional.empty();
    }

    /** The name of the longest query zone that holds the name. */
    public Optional<OwnerName> zoneNameOf(NameKey name) {
        for (int i = 0; i < longestFirst.length; i++) {
            if (longestFirst[i].holds(name)) {
                return foundNames.get(i);
            }
        }
        return Optional.empty();
    }

    /** SOA RDATA of the zone of this name, also of one that a reload has just taken out of the table. */
    public Octets soa(OwnerName name, long nowSeconds) {
        for (Zone zone : longestFirst) {
            if (zone.name().equals(name)) {
                return zone.soa(nowSeconds);
            }
        }
        return new Zone(name, settings.apex(), false, settings.negativeTtl()).soa(nowSeconds);
    }

    /** The apex of some query zone lies below the name, which therefore exists (RFC 8020). */
    public boolean hasZoneBelow(NameKey name) {
        for (Zone zone : longestFirst) {
            if (zone.isBelow(name)) {
                return true;
            }
        }
        return false;
    }
}

package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Rr;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Prerequisite;
import dev.dnsmesh.domain.zone.Zone;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the prerequisite section (RFC 2136 2.4, dns.md 10.4). What concerns other types than TXT depends on the apex
 * records of the configuration alone and is settled here.
 */
final class PrerequisiteSection {
    /** SOA RDATA ends with five numbers behind its two names. */
    private static final int SOA_NUMBERS = 20;

    private final ZoneTable zones;
    private final long nowSeconds;
    private final List<Prerequisite> prerequisites = new ArrayList<>();
    private final Map<Rrset, Set<Octets>> exact = new LinkedHashMap<>();

    private PrerequisiteSection(ZoneTable zones, long nowSeconds) {
        this.zones = zones;
        this.nowSeconds = nowSeconds;
    }

    private record Rrset(Octets owner, RrType type) {
    }

    /** Stops at the first record outside the zone or of a form that means nothing. */
    static Judgement<List<Prerequisite>> read(List<Rr> records, OwnerName zone, ZoneTable zones, long nowSeconds) {
        Octets zoneWire = zone.wire();
        PrerequisiteSection section = new PrerequisiteSection(zones, nowSeconds);
        for (Rr rr : records) {
            if (!WireForm.isWithin(rr.owner(), zoneWire)) {
                return Judgement.refused(Refusal.OWNER_OUTSIDE_ZONE, rr.owner());
            }
            if (rr.ttl() != 0 || !section.take(rr)) {
                return Judgement.refused(Refusal.FORM, rr.owner());
            }
        }
        section.exact.forEach(section::compare);
        return new Judgement.Passed<>(List.copyOf(section.prerequisites));
    }

    /** False where the form means nothing. */
    private boolean take(Rr rr) {
        boolean any = rr.type().equals(RrType.ANY);
        if (rr.type().isMeta() && !any) {
            return false;
        }
        return switch (rr.rrClass()) {
            case WireForm.ANY -> rr.rdata().isEmpty() && (any ? nameInUse(rr) : rrsetExists(rr));
            case WireForm.NONE -> rr.rdata().isEmpty() && (any ? nameNotInUse(rr) : rrsetAbsent(rr));
            case WireForm.IN -> !any && !rr.rdata().isEmpty() && collect(rr);
            default -> false;
        };
    }

    private boolean nameInUse(Rr rr) {
        return isApex(rr) || dynamic(rr.owner(), Prerequisite.NameInUse::new, Rcode.NXDOMAIN);
    }

    private boolean nameNotInUse(Rr rr) {
        return isApex(rr)
                ? settled(false, Rcode.YXDOMAIN)
                : dynamic(rr.owner(), Prerequisite.NameNotInUse::new, Rcode.NOERROR);
    }

    private boolean rrsetExists(Rr rr) {
        return rr.type().equals(RrType.TXT)
                ? dynamic(rr.owner(), Prerequisite.RrsetExists::new, Rcode.NXRRSET)
                : settled(apexRdata(rr.owner(), rr.type()).isPresent(), Rcode.NXRRSET);
    }

    private boolean rrsetAbsent(Rr rr) {
        return rr.type().equals(RrType.TXT)
                ? dynamic(rr.owner(), Prerequisite.RrsetAbsent::new, Rcode.NOERROR)
                : settled(apexRdata(rr.owner(), rr.type()).isEmpty(), Rcode.YXRRSET);
    }

    private boolean collect(Rr rr) {
        Optional<Octets> value = rr.type().equals(RrType.TXT)
                ? TxtValue.ofRdata(rr.rdata()).map(TxtValue::octets)
                : Optional.of(rr.rdata());
        Rrset rrset = new Rrset(rr.owner(), rr.type());
        value.ifPresent(octets -> exact.computeIfAbsent(rrset, fresh -> new HashSet<>()).add(octets));
        return value.isPresent();
    }

    /** Comes after all other prerequisites, when the set is complete (RFC 2136 3.2.3). */
    private void compare(Rrset rrset, Set<Octets> values) {
        if (rrset.type().equals(RrType.TXT)) {
            Set<TxtValue> expected = values.stream().map(TxtValue::new).collect(Collectors.toUnmodifiableSet());
            dynamic(rrset.owner(), owner -> new Prerequisite.RrsetEquals(owner, expected), Rcode.NXRRSET);
        } else {
            Optional<Octets> apex = apexRdata(rrset.owner(), rrset.type());
            settled(apex.filter(rdata -> equalsApex(rrset.type(), values, rdata)).isPresent(), Rcode.NXRRSET);
        }
    }

    /** @param otherwise what an owner that cannot be stored, and so has no TXT data, makes of it */
    private boolean dynamic(Octets name, Function<OwnerName, Prerequisite> prerequisite, Rcode otherwise) {
        Optional<OwnerName> owner = OwnerName.ofWire(name);
        owner.map(prerequisite).ifPresent(prerequisites::add);
        return owner.isPresent() || settled(otherwise == Rcode.NOERROR, otherwise);
    }

    private boolean settled(boolean holds, Rcode otherwise) {
        if (!holds) {
            prerequisites.add(new Prerequisite.Unmet(otherwise));
        }
        return true;
    }

    private boolean isApex(Rr rr) {
        NameKey key = WireForm.key(rr.owner());
        return zones.zoneOf(key).filter(zone -> zone.isApex(key)).isPresent();
    }

    private Optional<Octets> apexRdata(Octets owner, RrType type) {
        NameKey key = WireForm.key(owner);
        Optional<Zone> zone = zones.zoneOf(key).filter(found -> found.isApex(key));
        return zone.flatMap(found -> found.apexRdata(type, nowSeconds));
    }

    private static boolean equalsApex(RrType type, Set<Octets> rdata, Octets apex) {
        return rdata.stream().map(each -> folded(type, each)).allMatch(folded(type, apex)::equals);
    }

    /** Names in lower case; label lengths are below the letters. */
    private static Octets folded(RrType type, Octets rdata) {
        byte[] octets = rdata.toArray();
        int names = type.equals(RrType.NS) ? octets.length : type.equals(RrType.SOA) ? octets.length - SOA_NUMBERS : 0;
        for (int i = 0; i < names; i++) {
            if (octets[i] >= 'A' && octets[i] <= 'Z') {
                octets[i] += 'a' - 'A';
            }
        }
        return Octets.of(octets);
    }
}

package dev.dnsmesh.domain.zone;

import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One query zone with the records of its apex; RDATA is in uncompressed wire form. Immutable. */
public final class Zone {
    private static final int REFRESH = 3600;
    private static final int RETRY = 600;
    private static final int EXPIRE = 604_800;

    private final OwnerName name;
    private final NameKey key;
    private final Octets nameServer;
    private final Octets soaNames;
    private final long minimum;
    private final Optional<Octets> address4;
    private final Optional<Octets> address6;

    /** @param addresses A and AAAA of the settings are served here: this is the served zone */
    Zone(OwnerName name, ApexSettings apex, boolean addresses, long minimum) {
        this.name = name;
        this.key = NameKey.of(name);
        this.nameServer = apex.nameServer().or(apex::nodeHostname).orElse(name).wire();
        Mailbox responsible = apex.responsible()
                .orElseGet(() -> Mailbox.of(name.child("hostmaster").orElse(name)));
        this.soaNames = Octets.concat(nameServer, responsible.wire());
        this.minimum = minimum;
        this.address4 = addresses ? apex.address4() : Optional.empty();
        this.address6 = addresses ? apex.address6() : Optional.empty();
    }

    public OwnerName name() {
        return name;
    }

    public boolean holds(NameKey candidate) {
        return candidate.isWithin(key);
    }

    public boolean isApex(NameKey candidate) {
        return candidate.equals(key);
    }

    /** The apex lies below {@code candidate}. */
    public boolean isBelow(NameKey candidate) {
        return key.length() > candidate.length() && key.isWithin(candidate);
    }

    int keyLength() {
        return key.length();
    }

    /** RDATA of the one apex record of this type besides TXT; empty where there is none. */
    public Optional<Octets> apexRdata(RrType type, long nowSeconds) {
        if (type.equals(RrType.SOA)) {
            return Optional.of(soa(nowSeconds));
        } else if (type.equals(RrType.NS)) {
            return Optional.of(nameServer);
        } else if (type.equals(RrType.A)) {
            return address4;
        } else if (type.equals(RrType.AAAA)) {
            return address6;
        }
        return Optional.empty();
    }

    /** The types besides TXT that have a record at the apex. */
    public List<RrType> apexTypes() {
        List<RrType> types = new ArrayList<>(List.of(RrType.SOA, RrType.NS));
        address4.ifPresent(a -> types.add(RrType.A));
        address6.ifPresent(a -> types.add(RrType.AAAA));
        return List.copyOf(types);
    }

    /** SOA RDATA; the serial is the current time in Unix seconds (dns.md 4.2). */
    public Octets soa(long nowSeconds) {
        byte[] rdata = new byte[soaNames.length() + 20];
        int at = soaNames.copyTo(rdata, 0);
        ByteBuffer.wrap(rdata, at, 20).putInt((int) nowSeconds).putInt(REFRESH).putInt(RETRY).putInt(EXPIRE)
                .putInt((int) minimum);
        return Octets.of(rdata);
    }

    @Override
    public String toString() {
        return name.text();
    }
}

package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Authority;
import dev.dnsmesh.application.port.in.ApplyUpdate.Request;
import dev.dnsmesh.application.port.in.ApplyUpdate.Rr;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.application.port.in.ApplyUpdate.Zone;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds the request that an UPDATE becomes. */
final class UpdateMessage {
    static final int IN = 1;
    static final int CH = 3;
    static final int NONE = 254;
    static final int ANY = 255;

    private final Authority authority;
    private List<Zone> zones = List.of(zone(UpdateScene.ZONE.text(), RrType.SOA, IN));
    private final List<Rr> prerequisites = new ArrayList<>();
    private final List<Rr> updates = new ArrayList<>();
    private InetAddress source = InetAddress.ofLiteral("192.0.2.1");
    private Transport transport = Transport.DATAGRAM;
    private boolean provable;

    private UpdateMessage(Authority authority) {
        this.authority = authority;
    }

    static UpdateMessage by(Authority authority) {
        return new UpdateMessage(authority);
    }

    static UpdateMessage unsigned() {
        return new UpdateMessage(new Authority.Unsigned());
    }

    static Zone zone(String name, RrType type, int rrClass) {
        return new Zone(OwnerName.parse(name), type, rrClass);
    }

    UpdateMessage zones(Zone... section) {
        zones = List.of(section);
        return this;
    }

    UpdateMessage from(String address) {
        source = InetAddress.ofLiteral(address);
        return this;
    }

    UpdateMessage overTcp() {
        transport = Transport.STREAM;
        provable = true;
        return this;
    }

    UpdateMessage withCookie() {
        provable = true;
        return this;
    }

    UpdateMessage require(String owner, int rrClass, RrType type, long ttl, Octets rdata) {
        prerequisites.add(new Rr(wire(owner), type, rrClass, ttl, rdata));
        return this;
    }

    UpdateMessage require(String owner, int rrClass, RrType type) {
        return require(owner, rrClass, type, 0, Octets.EMPTY);
    }

    UpdateMessage requireValue(String owner, String value) {
        return require(owner, IN, RrType.TXT, 0, txt(value));
    }

    UpdateMessage update(String owner, int rrClass, RrType type, long ttl, Octets rdata) {
        updates.add(new Rr(wire(owner), type, rrClass, ttl, rdata));
        return this;
    }

    UpdateMessage add(String owner, long ttl, String value) {
        return update(owner, IN, RrType.TXT, ttl, txt(value));
    }

    UpdateMessage add(String owner, String value) {
        return add(owner, 300, value);
    }

    UpdateMessage delete(String owner, String value) {
        return update(owner, NONE, RrType.TXT, 0, txt(value));
    }

    UpdateMessage deleteRrset(String owner) {
        return update(owner, ANY, RrType.TXT, 0, Octets.EMPTY);
    }

    UpdateMessage deleteName(String owner) {
        return update(owner, ANY, RrType.ANY, 0, Octets.EMPTY);
    }

    Request request() {
        return new Request(zones, prerequisites, updates, authority, source, transport, provable);
    }

    /** Character-strings of 255 octets, the last one shorter. */
    static Octets txt(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream rdata = new ByteArrayOutputStream();
        int at = 0;
        do {
            int length = Math.min(255, octets.length - at);
            rdata.write(length);
            rdata.write(octets, at, length);
            at += length;
        } while (at < octets.length);
        return Octets.of(rdata.toByteArray());
    }

    /** As the server hands names over: in wire form, lower case. A label may hold anything but a dot. */
    static Octets wire(String name) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (String label : name.toLowerCase(Locale.ROOT).split("\\.")) {
            wire.write(label.length());
            wire.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        wire.write(0);
        return Octets.of(wire.toByteArray());
    }
}

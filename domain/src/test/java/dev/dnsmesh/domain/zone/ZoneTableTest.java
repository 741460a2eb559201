package dev.dnsmesh.domain.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ZoneTableTest {
    private static final long NOW = 1_700_000_000L;
    private static final OwnerName SERVED = new OwnerName("mesh.example");
    private static final OwnerName INNER = new OwnerName("a.b.mesh.example");
    private static final OwnerName OTHER = new OwnerName("other.test");

    @Test
    void the_longest_zone_that_holds_a_name_is_its_zone() {
        ZoneTable table = table(ApexSettings.UNSET);
        assertThat(table.zoneNameOf(key("x.a.b.mesh.example"))).contains(INNER);
        assertThat(table.zoneNameOf(key("b.mesh.example"))).contains(SERVED);
        assertThat(table.zoneNameOf(key("mesh.example"))).contains(SERVED);
        assertThat(table.zoneNameOf(key("other.test"))).contains(OTHER);
        assertThat(table.zoneNameOf(key("example"))).isEmpty();
        assertThat(table.zoneNameOf(key("xmesh.example"))).isEmpty();
    }

    @Test
    void a_name_above_another_zone_exists() {
        ZoneTable table = table(ApexSettings.UNSET);
        assertThat(table.hasZoneBelow(key("b.mesh.example"))).isTrue();
        assertThat(table.hasZoneBelow(key("a.b.mesh.example"))).isFalse();
        assertThat(table.hasZoneBelow(key("c.mesh.example"))).isFalse();
    }

    @Test
    void unset_soa_names_default_to_the_apex_and_its_hostmaster() {
        Octets soa = table(ApexSettings.UNSET).soa(OTHER, NOW);
        assertThat(soa).isEqualTo(Octets.concat(OTHER.wire(), new OwnerName("hostmaster.other.test").wire(),
                numbers(NOW, 60)));
    }

    @Test
    void the_node_host_name_stands_in_for_an_unset_name_server() {
        ApexSettings apex = new ApexSettings(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new OwnerName("node.example.net")), Optional.empty());
        assertThat(zone(apex, SERVED).apexRdata(RrType.NS, NOW)).contains(new OwnerName("node.example.net").wire());
    }

    @Test
    void configured_names_win() {
        ApexSettings apex = new ApexSettings(Optional.empty(), Optional.empty(), Optional.of(new OwnerName("ns1.example")),
                Optional.of(new OwnerName("node.example.net")), Mailbox.parse("dns\\.admin.example."));
        Octets rname = Octets.concat(Octets.of((byte) 9), Octets.utf8("dns.admin"), Octets.of((byte) 7),
                Octets.utf8("example"), Octets.of((byte) 0));
        assertThat(zone(apex, SERVED).soa(NOW))
                .isEqualTo(Octets.concat(new OwnerName("ns1.example").wire(), rname, numbers(NOW, 60)));
        assertThat(zone(apex, SERVED).apexRdata(RrType.SOA, NOW)).contains(zone(apex, SERVED).soa(NOW));
    }

    @Test
    void addresses_stand_at_the_served_apex_only() {
        Octets four = Octets.of((byte) 192, (byte) 0, (byte) 2, (byte) 1);
        Octets six = Octets.of(new byte[16]);
        ApexSettings apex = new ApexSettings(Optional.of(four), Optional.of(six), Optional.empty(), Optional.empty(),
                Optional.empty());
        assertThat(zone(apex, SERVED).apexRdata(RrType.A, NOW)).contains(four);
        assertThat(zone(apex, SERVED).apexTypes()).containsExactly(RrType.SOA, RrType.NS, RrType.A, RrType.AAAA);
        assertThat(zone(apex, OTHER).apexRdata(RrType.A, NOW)).isEmpty();
        assertThat(zone(apex, OTHER).apexTypes()).containsExactly(RrType.SOA, RrType.NS);
        assertThat(zone(ApexSettings.UNSET, SERVED).apexRdata(RrType.AAAA, NOW)).isEmpty();
    }

    @Test
    void a_zone_taken_out_by_a_reload_still_has_an_soa() {
        assertThat(table(ApexSettings.UNSET).soa(new OwnerName("gone.test"), NOW).length()).isPositive();
    }

    @Test
    void a_mailbox_is_refused_when_it_is_no_name() {
        for (String text : new String[] {"", ".", "a..b", "host@example.com", "a\\", "é.example", "a b.c", "x".repeat(64),
                "a.".repeat(127) + "b"}) {
            assertThat(Mailbox.parse(text)).as(text).isEmpty();
        }
        assertThat(Mailbox.parse("hostmaster.example.com")).contains(Mailbox.of(new OwnerName("hostmaster.example.com")));
    }

    private static Octets numbers(long serial, int minimum) {
        return Octets.of(java.nio.ByteBuffer.allocate(20).putInt((int) serial).putInt(3600).putInt(600).putInt(604_800)
                .putInt(minimum).array());
    }

    private static Zone zone(ApexSettings apex, OwnerName name) {
        return table(apex).zoneOf(NameKey.of(name)).orElseThrow();
    }

    private static ZoneTable table(ApexSettings apex) {
        return new ZoneTable(new ZoneSettings(Optional.of(SERVED), Set.of(INNER, OTHER, SERVED), apex, false, 60, 60));
    }

    private static NameKey key(String name) {
        return NameKey.of(new OwnerName(name));
    }
}

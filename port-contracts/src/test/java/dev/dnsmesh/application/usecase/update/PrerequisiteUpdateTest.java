package dev.dnsmesh.application.usecase.update;

import static dev.dnsmesh.application.usecase.update.UpdateMessage.ANY;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.CH;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.IN;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.zone.ApexSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** dns.md 10.4. */
final class PrerequisiteUpdateTest {
    private static final String HERE = "here.mesh.example";
    private static final String ABSENT = "absent.mesh.example";
    private static final String ABOVE = "above.mesh.example";
    private static final String APEX = "mesh.example";

    private final UpdateScene scene = new UpdateScene();

    @BeforeEach
    void some_data() {
        scene.assertApplied(signed().add(HERE, "one").add(HERE, "two").add("below." + ABOVE, "deep"));
    }

    private UpdateMessage signed() {
        return UpdateMessage.by(scene.signed());
    }

    private void assertHolds(UpdateMessage message) {
        scene.assertApplied(message);
    }

    private void assertFails(UpdateMessage message, Rcode rcode) {
        scene.assertRefused(message.add("new.mesh.example", "x"), rcode, "prerequisite");
    }

    @Test
    void name_is_in_use() {
        assertHolds(signed().require(HERE, ANY, RrType.ANY));
        assertFails(signed().require(ABSENT, ANY, RrType.ANY), Rcode.NXDOMAIN);
        assertFails(signed().require(ABOVE, ANY, RrType.ANY), Rcode.NXDOMAIN);
    }

    @Test
    void name_is_not_in_use() {
        assertHolds(signed().require(ABSENT, NONE, RrType.ANY));
        assertHolds(signed().require(ABOVE, NONE, RrType.ANY));
        assertFails(signed().require(HERE, NONE, RrType.ANY), Rcode.YXDOMAIN);
    }

    @Test
    void rrset_exists_whatever_its_values() {
        assertHolds(signed().require(HERE, ANY, RrType.TXT));
        assertFails(signed().require(ABSENT, ANY, RrType.TXT), Rcode.NXRRSET);
        assertFails(signed().require(HERE, ANY, RrType.A), Rcode.NXRRSET);
    }

    @Test
    void rrset_does_not_exist() {
        assertHolds(signed().require(ABSENT, NONE, RrType.TXT));
        assertHolds(signed().require(HERE, NONE, RrType.A));
        assertFails(signed().require(HERE, NONE, RrType.TXT), Rcode.YXRRSET);
    }

    @Test
    void rrset_is_exactly_this() {
        assertHolds(signed().requireValue(HERE, "one").requireValue(HERE, "two"));
        assertHolds(signed().requireValue(HERE, "two").requireValue(HERE, "one"));
        assertHolds(signed().requireValue(HERE, "two").requireValue(HERE, "one").requireValue(HERE, "two"));
        assertFails(signed().requireValue(HERE, "one"), Rcode.NXRRSET);
        assertFails(signed().requireValue(HERE, "one").requireValue(HERE, "two").requireValue(HERE, "three"), Rcode.NXRRSET);
        assertFails(signed().requireValue(HERE, "one").requireValue(HERE, "TWO"), Rcode.NXRRSET);
        assertFails(signed().requireValue(ABSENT, "one"), Rcode.NXRRSET);
    }

    @Test
    void where_strings_were_split_does_not_matter() {
        assertHolds(signed().require(HERE, IN, RrType.TXT, 0, Octets.of((byte) 1, (byte) 'o', (byte) 2, (byte) 'n', (byte) 'e'))
                .requireValue(HERE, "two"));
    }

    @Test
    void owners_are_compared_without_regard_to_case() {
        assertHolds(signed().require("HERE.Mesh.Example", ANY, RrType.TXT).requireValue("Here.mesh.example", "one")
                .requireValue("heRe.mesh.example", "two"));
    }

    @Test
    void what_has_expired_is_not_there() {
        scene.time.advance(Duration.ofSeconds(299));
        assertHolds(signed().require(HERE, ANY, RrType.ANY));
        scene.time.advance(Duration.ofSeconds(1));
        assertHolds(signed().require(HERE, NONE, RrType.ANY));
    }

    @Test
    void they_are_judged_before_the_operations_of_the_same_update() {
        assertFails(signed().require(ABSENT, ANY, RrType.ANY).add(ABSENT, "x"), Rcode.NXDOMAIN);
        scene.assertApplied(signed().require(HERE, ANY, RrType.ANY).deleteRrset(HERE));
        assertThat(scene.valuesAt(HERE)).isEmpty();
    }

    @Test
    void the_first_that_fails_decides_and_exact_sets_come_last() {
        assertFails(signed().require(ABSENT, ANY, RrType.ANY).require(HERE, NONE, RrType.ANY), Rcode.NXDOMAIN);
        assertFails(signed().require(HERE, NONE, RrType.ANY).require(ABSENT, ANY, RrType.ANY), Rcode.YXDOMAIN);
        assertFails(signed().requireValue(ABSENT, "one").require(HERE, NONE, RrType.TXT), Rcode.YXRRSET);
    }

    @Test
    void a_pure_test_answers_what_it_finds() {
        scene.assertRefused(signed().require(ABSENT, ANY, RrType.TXT), Rcode.NXRRSET, "prerequisite");
        scene.assertApplied(signed().require(HERE, ANY, RrType.TXT));
        scene.assertApplied(signed());
    }

    @Test
    void a_writer_out_of_scope_learns_nothing_from_them() {
        UpdateMessage message = UpdateMessage.by(scene.signedBy(scene.operatorKey("only.mesh.example")));
        scene.assertRefused(message.require(HERE, NONE, RrType.ANY).add(HERE, "x"), Rcode.REFUSED, "scope");
    }

    // The apex

    @Test
    void the_apex_is_always_in_use_and_has_soa_and_ns() {
        assertHolds(signed().require(APEX, ANY, RrType.ANY).require(APEX, ANY, RrType.SOA).require(APEX, ANY, RrType.NS)
                .require(APEX, NONE, RrType.A).require(APEX, NONE, RrType.TXT).require(APEX, NONE, new RrType(65)));
        assertFails(signed().require(APEX, NONE, RrType.ANY), Rcode.YXDOMAIN);
        assertFails(signed().require(APEX, NONE, RrType.SOA), Rcode.YXRRSET);
        assertFails(signed().require(APEX, NONE, RrType.NS), Rcode.YXRRSET);
        assertFails(signed().require(APEX, ANY, RrType.A), Rcode.NXRRSET);
        assertFails(signed().require(APEX, ANY, RrType.TXT), Rcode.NXRRSET);
    }

    @Test
    void apex_records_are_compared_as_they_are_served() {
        Octets address = Octets.of((byte) 192, (byte) 0, (byte) 2, (byte) 1);
        scene.apex = new ApexSettings(Optional.of(address), Optional.empty(), Optional.of(new OwnerName("ns1.example")),
                Optional.empty(), Optional.empty());
        assertHolds(signed().require(APEX, IN, RrType.A, 0, address).require(APEX, ANY, RrType.A)
                .require(APEX, IN, RrType.NS, 0, mixedCase("ns1.example")).require(APEX, IN, RrType.SOA, 0, soa(60)));
        assertFails(signed().require(APEX, IN, RrType.A, 0, Octets.of(new byte[4])), Rcode.NXRRSET);
        assertFails(signed().require(APEX, IN, RrType.A, 0, address).require(APEX, IN, RrType.A, 0, Octets.of(new byte[4])),
                Rcode.NXRRSET);
        assertFails(signed().require(APEX, IN, RrType.NS, 0, new OwnerName("ns2.example").wire()), Rcode.NXRRSET);
        assertFails(signed().require(APEX, IN, RrType.SOA, 0, soa(61)), Rcode.NXRRSET);
        assertFails(signed().require(HERE, IN, RrType.A, 0, address), Rcode.NXRRSET);
        assertFails(signed().require(APEX, IN, new RrType(15), 0, address), Rcode.NXRRSET);
    }

    private static Octets soa(int minimum) {
        return Octets.concat(mixedCase("ns1.example"), mixedCase("hostmaster.mesh.example"),
                Octets.of(ByteBuffer.allocate(20).putInt((int) UpdateScene.NOON.getEpochSecond()).putInt(3600).putInt(600)
                        .putInt(604_800).putInt(minimum).array()));
    }

    private static Octets mixedCase(String name) {
        byte[] wire = new OwnerName(name).wire().toArray();
        wire[1] -= 'a' - 'A';
        return Octets.of(wire);
    }

    @Test
    void the_apex_of_a_zone_inside_has_its_records_too() {
        scene.otherZones = Set.of(new OwnerName("inner.mesh.example"));
        assertHolds(signed().require("inner.mesh.example", ANY, RrType.SOA).require("inner.mesh.example", ANY, RrType.ANY));
    }

    // Names that cannot be stored

    @Test
    void at_a_name_that_cannot_be_stored_there_is_nothing() {
        String odd = "*.mesh.example";
        assertHolds(signed().require(odd, NONE, RrType.ANY).require(odd, NONE, RrType.TXT).require(odd, NONE, RrType.A));
        assertFails(signed().require(odd, ANY, RrType.ANY), Rcode.NXDOMAIN);
        assertFails(signed().require(odd, ANY, RrType.TXT), Rcode.NXRRSET);
        assertFails(signed().requireValue(odd, "x"), Rcode.NXRRSET);
    }

    // Forms

    @ParameterizedTest
    @CsvSource({"255, 1", "254, 1", "1, 1", "1, 4294967295"})
    void the_ttl_is_zero(int rrClass, long ttl) {
        scene.assertRefused(signed().require(HERE, rrClass, RrType.TXT, ttl, rrClass == IN ? UpdateMessage.txt("one")
                : Octets.EMPTY), Rcode.FORMERR, "form");
    }

    @Test
    void rdata_belongs_to_class_in_alone() {
        Octets value = UpdateMessage.txt("one");
        scene.assertRefused(signed().require(HERE, ANY, RrType.TXT, 0, value), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, NONE, RrType.TXT, 0, value), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, ANY, RrType.ANY, 0, value), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, IN, RrType.TXT), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, IN, RrType.A), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, IN, RrType.ANY, 0, value), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, CH, RrType.TXT, 0, value), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, IN, RrType.TXT, 0, Octets.of((byte) 9)), Rcode.FORMERR, "form");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 249, 250, 251, 252, 253, 254})
    void no_rrset_has_a_meta_type(int type) {
        scene.assertRefused(signed().require(HERE, ANY, new RrType(type)), Rcode.FORMERR, "form");
        scene.assertRefused(signed().require(HERE, NONE, new RrType(type)), Rcode.FORMERR, "form");
    }
}

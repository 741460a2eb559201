package dev.dnsmesh.application.usecase.update;

import static dev.dnsmesh.application.usecase.update.UpdateMessage.ANY;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.IN;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What suites for RFC 2136 servers try, on TXT data: additions, deletions and their order in one message. */
final class Rfc2136UpdateTest {
    private static final String A = "a.mesh.example";
    private static final String B = "b.mesh.example";
    private static final String APEX = "mesh.example";

    private final UpdateScene scene = new UpdateScene();

    private UpdateMessage signed() {
        return UpdateMessage.by(scene.signed());
    }

    @Test
    void values_are_added_to_a_set_and_deleted_from_it_one_by_one() {
        scene.assertApplied(signed().add(A, "1"));
        scene.assertApplied(signed().add(A, "2").add(A, "3"));
        assertThat(scene.valuesAt(A)).containsExactly("1", "2", "3");
        scene.assertApplied(signed().delete(A, "2"));
        assertThat(scene.valuesAt(A)).containsExactly("1", "3");
    }

    @Test
    void a_set_and_a_name_are_deleted_as_a_whole() {
        scene.assertApplied(signed().add(A, "1").add(A, "2").add(B, "3").add("below." + A, "4"));
        scene.assertApplied(signed().deleteRrset(A));
        assertThat(scene.content()).containsOnlyKeys(B, "below." + A);
        scene.assertApplied(signed().deleteName(B));
        assertThat(scene.content()).containsOnlyKeys("below." + A);
    }

    @Test
    void deleting_what_is_not_there_succeeds_and_changes_nothing() {
        scene.assertApplied(signed().add(A, "1"));
        List<StoredRecord> before = scene.rows();
        scene.assertApplied(signed().delete(A, "2").delete(B, "1").deleteRrset(B).deleteName(B));
        assertThat(scene.rows()).isEqualTo(before);
    }

    @Test
    void the_order_within_a_message_counts() {
        scene.assertApplied(signed().add(A, "1").deleteRrset(A).add(A, "2"));
        assertThat(scene.valuesAt(A)).containsExactly("2");
        scene.assertApplied(signed().delete(A, "3").add(A, "3"));
        assertThat(scene.valuesAt(A)).containsExactly("2", "3");
        scene.assertApplied(signed().add(A, "4").delete(A, "4"));
        assertThat(scene.valuesAt(A)).containsExactly("2", "3");
        scene.assertApplied(signed().deleteName(A).add(B, "5"));
        assertThat(scene.content()).containsOnlyKeys(B);
    }

    @Test
    void the_same_addition_twice_leaves_one_value() {
        scene.assertApplied(signed().add(A, "1").add(A, "1"));
        scene.assertApplied(signed().add(A, "1"));
        assertThat(scene.rows()).hasSize(1);
    }

    @Test
    void adding_a_value_again_changes_its_ttl_and_life_even_to_less() {
        scene.assertApplied(signed().add(A, 300, "1").add(A, 300, "2"));
        scene.time.advance(Duration.ofSeconds(10));
        scene.assertApplied(signed().add(A, 100, "1"));
        assertThat(scene.rows()).filteredOn(row -> row.value().text().orElseThrow().equals("1"))
                .extracting(row -> row.ttl().seconds(), row -> row.remainingAt(scene.time.now()))
                .containsExactly(tuple(100L, 100L));
        assertThat(scene.rows()).filteredOn(row -> row.value().text().orElseThrow().equals("2"))
                .extracting(row -> row.ttl().seconds(), row -> row.remainingAt(scene.time.now()))
                .containsExactly(tuple(300L, 290L));
    }

    @Test
    void letter_case_of_owners_never_matters_and_that_of_values_does() {
        scene.assertApplied(signed().add("A.Mesh.EXAMPLE", "Value").add(A, "value"));
        assertThat(scene.valuesAt(A)).containsExactly("Value", "value");
        scene.assertApplied(signed().delete("a.MESH.example", "Value"));
        assertThat(scene.valuesAt(A)).containsExactly("value");
        scene.assertApplied(signed().deleteRrset("A.MESH.EXAMPLE"));
        assertThat(scene.content()).isEmpty();
    }

    @Test
    void splitting_a_value_into_strings_makes_no_other_value() {
        scene.assertApplied(signed().add(A, "abc"));
        scene.assertApplied(signed().update(A, NONE, RrType.TXT, 0,
                Octets.of((byte) 1, (byte) 'a', (byte) 0, (byte) 2, (byte) 'b', (byte) 'c')));
        assertThat(scene.content()).isEmpty();
    }

    @Test
    void deleting_everything_at_the_apex_leaves_soa_and_ns() {
        scene.assertApplied(signed().add(APEX, "1"));
        scene.assertApplied(signed().deleteName(APEX));
        assertThat(scene.content()).isEmpty();
        scene.assertApplied(signed().require(APEX, ANY, RrType.SOA).require(APEX, ANY, RrType.NS));
    }

    @Test
    void soa_and_ns_can_be_neither_added_nor_removed() {
        scene.assertRefused(signed().update(APEX, IN, RrType.SOA, 60, Octets.of(new byte[22])), Rcode.REFUSED, "record-type");
        scene.assertRefused(signed().update(APEX, IN, RrType.NS, 60, Octets.of(new byte[1])), Rcode.REFUSED, "record-type");
        scene.assertApplied(signed().update(APEX, ANY, RrType.NS, 0, Octets.EMPTY)
                .update(APEX, NONE, RrType.NS, 0, UpdateScene.ZONE.wire()));
        scene.assertApplied(signed().require(APEX, ANY, RrType.SOA).require(APEX, ANY, RrType.NS));
    }

    @Test
    void a_wildcard_is_an_ordinary_label_that_cannot_be_written() {
        scene.assertRefused(signed().add("*.mesh.example", "x"), Rcode.REFUSED, "owner-name");
        scene.assertRefused(signed().add("*.a.mesh.example", "x"), Rcode.REFUSED, "owner-name");
    }

    @Test
    void outside_the_zone_is_notzone_for_prerequisites_and_updates() {
        scene.assertRefused(signed().require("a.test", NONE, RrType.ANY).add(A, "x"), Rcode.NOTZONE, "owner-outside-zone");
        scene.assertRefused(signed().add("a.test", "x"), Rcode.NOTZONE, "owner-outside-zone");
    }

    @Test
    void one_bad_record_leaves_nothing_applied_wherever_it_stands() {
        for (int bad = 0; bad < 5; bad++) {
            UpdateMessage message = signed();
            for (int i = 0; i < 5; i++) {
                message.add(A, i == bad ? "x".repeat(2049) : "value " + i);
            }
            scene.assertRefused(message, Rcode.REFUSED, "value-size");
        }
        assertThat(scene.content()).isEmpty();
    }

    @Test
    void a_condition_makes_a_compare_and_set() {
        scene.assertApplied(signed().require(A, NONE, RrType.TXT).add(A, "old"));
        scene.assertApplied(signed().requireValue(A, "old").deleteRrset(A).add(A, "new"));
        scene.assertRefused(signed().requireValue(A, "old").deleteRrset(A).add(A, "newer"), Rcode.NXRRSET, "prerequisite");
        assertThat(scene.content()).containsEntry(A, Set.of("new"));
    }
}

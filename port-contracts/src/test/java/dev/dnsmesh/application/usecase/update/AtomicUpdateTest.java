package dev.dnsmesh.application.usecase.update;

import static dev.dnsmesh.application.usecase.update.UpdateMessage.ANY;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.CH;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.IN;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.NONE;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.zone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of dns.md 10.3 in its order, and 10.14. */
final class AtomicUpdateTest {
    private static final String A = "a.mesh.example";
    private static final String B = "b.mesh.example";

    private final UpdateScene scene = new UpdateScene();

    private UpdateMessage signed() {
        return UpdateMessage.by(scene.signed());
    }

    // Step 2

    @Test
    void a_node_without_update_refuses_as_if_it_knew_no_keys() {
        scene.settings = disabled(scene.settings);
        scene.assertRefused(signed().add(A, "x"), Rcode.NOTAUTH, "update-disabled");
        scene.assertRefused(UpdateMessage.unsigned().add(A, "x"), Rcode.REFUSED, "update-disabled-unsigned");
        scene.assertRefused(UpdateMessage.unsigned().zones().add(A, "x"), Rcode.REFUSED, "update-disabled-unsigned");
    }

    // Step 3

    @Test
    void the_zone_section_has_one_entry_of_type_soa_and_class_in() {
        String name = UpdateScene.ZONE.text();
        scene.assertRefused(signed().zones().add(A, "x"), Rcode.FORMERR, "zone-section");
        scene.assertRefused(signed().zones(zone(name, RrType.SOA, IN), zone(name, RrType.SOA, IN)).add(A, "x"),
                Rcode.FORMERR, "zone-section");
        scene.assertRefused(signed().zones(zone(name, RrType.TXT, IN)).add(A, "x"), Rcode.FORMERR, "zone-section");
        scene.assertRefused(signed().zones(zone(name, RrType.SOA, CH)).add(A, "x"), Rcode.FORMERR, "zone-section");
        scene.assertRefused(signed().zones(zone(name, RrType.SOA, ANY)).add(A, "x"), Rcode.FORMERR, "zone-section");
    }

    // Step 4

    @ParameterizedTest
    @ValueSource(strings = {"sub.mesh.example", "example", "other.test", "xmesh.example"})
    void any_zone_but_the_served_one_is_not_ours(String name) {
        scene.otherZones = java.util.Set.of(new OwnerName("other.test"));
        scene.assertRefused(signed().zones(zone(name, RrType.SOA, IN)).add("a." + name, "x"), Rcode.NOTAUTH, "zone");
    }

    @Test
    void a_zone_that_no_name_of_ours_can_equal_is_not_ours() {
        scene.assertRefused(signed().zones(zone("me*sh.example", RrType.SOA, IN)).add(A, "x"), Rcode.NOTAUTH, "zone");
    }

    @Test
    void without_a_served_zone_no_zone_is_ours() {
        scene.served = Optional.empty();
        scene.assertRefused(signed().add(A, "x"), Rcode.NOTAUTH, "zone");
        scene.assertRefused(UpdateMessage.unsigned().add(A, "x"), Rcode.NOTAUTH, "zone");
    }

    // Step 5

    @ParameterizedTest
    @ValueSource(strings = {"a.other.test", "example", "xmesh.example", "mesh.example.test"})
    void an_owner_outside_the_zone_is_found_in_every_section_and_type(String owner) {
        scene.assertRefused(signed().add(A, "x").add(owner, "x"), Rcode.NOTZONE, "owner-outside-zone");
        scene.assertRefused(signed().add(A, "x").update(owner, ANY, RrType.A, 0, Octets.EMPTY), Rcode.NOTZONE,
                "owner-outside-zone");
        scene.assertRefused(signed().require(owner, ANY, RrType.ANY).add(A, "x"), Rcode.NOTZONE, "owner-outside-zone");
    }

    @Test
    void the_first_fault_in_the_order_of_the_message_decides() {
        scene.assertRefused(signed().add("a.other.test", "x").update(A, CH, RrType.TXT, 0, Octets.EMPTY), Rcode.NOTZONE,
                "owner-outside-zone");
        scene.assertRefused(signed().update(A, CH, RrType.TXT, 0, Octets.EMPTY).add("a.other.test", "x"), Rcode.FORMERR,
                "form");
        scene.assertRefused(signed().require(A, CH, RrType.TXT).add("a.other.test", "x"), Rcode.FORMERR, "form");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 249, 250, 251, 252, 253, 254, 255})
    void a_meta_type_cannot_be_added_nor_deleted_by_value(int type) {
        scene.assertRefused(signed().update(A, IN, new RrType(type), 300, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, NONE, new RrType(type), 0, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
    }

    @Test
    void deletions_have_ttl_zero_and_those_of_a_set_have_no_rdata() {
        scene.assertRefused(signed().update(A, NONE, RrType.TXT, 1, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, ANY, RrType.TXT, 1, Octets.EMPTY), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, ANY, RrType.TXT, 0, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, ANY, RrType.A, 0, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, NONE, RrType.A, 1, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, ANY, RrType.AXFR, 0, Octets.EMPTY), Rcode.FORMERR, "form");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 253, 65_535})
    void any_other_class_means_nothing(int rrClass) {
        scene.assertRefused(signed().update(A, rrClass, RrType.TXT, 0, UpdateMessage.txt("x")), Rcode.FORMERR, "form");
    }

    @Test
    void txt_rdata_is_one_or_more_whole_character_strings() {
        scene.assertRefused(signed().update(A, IN, RrType.TXT, 300, Octets.EMPTY), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, NONE, RrType.TXT, 0, Octets.EMPTY), Rcode.FORMERR, "form");
        scene.assertRefused(signed().update(A, IN, RrType.TXT, 300, Octets.of((byte) 2, (byte) 'x')), Rcode.FORMERR, "form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "caf\u00e9", "tab\t", "nul\u0000", "a\"b", "\u007f", "new\nline"})
    void only_printable_ascii_without_quotation_marks_can_be_added(String value) {
        scene.assertRefused(signed().add(A, value), Rcode.FORMERR, "value");
    }

    @Test
    void a_value_that_is_not_utf_8_can_be_neither_added_nor_deleted() {
        Octets broken = Octets.of((byte) 2, (byte) 0xc3, (byte) 0x28);
        scene.assertRefused(signed().update(A, IN, RrType.TXT, 300, broken), Rcode.FORMERR, "value");
        scene.assertRefused(signed().update(A, NONE, RrType.TXT, 0, broken), Rcode.FORMERR, "value");
    }

    @Test
    void any_utf_8_can_be_deleted() {
        scene.assertApplied(signed().delete(A, "caf\u00e9").delete(A, ""));
    }

    // Step 6

    @Test
    void an_update_has_at_most_64_prerequisites_and_256_updates() {
        UpdateMessage full = signed();
        for (int i = 0; i < 64; i++) {
            full.require(A, NONE, RrType.ANY);
        }
        for (int i = 0; i < 256; i++) {
            full.add("n" + i + ".mesh.example", "x");
        }
        scene.assertApplied(full);
        UpdateMessage prerequisites = signed();
        for (int i = 0; i < 65; i++) {
            prerequisites.require(B, NONE, RrType.ANY);
        }
        scene.assertRefused(prerequisites, Rcode.REFUSED, "too-many-records");
        scene.assertRefused(signedAdding(257), Rcode.REFUSED, "too-many-records");
        scene.assertRefused(signedAdding(257).add("a.other.test", "x"), Rcode.NOTZONE, "owner-outside-zone");
    }

    private UpdateMessage signedAdding(int values) {
        UpdateMessage message = signed();
        for (int i = 0; i < values; i++) {
            message.add(B, "x" + i);
        }
        return message;
    }

    // Step 7 and 10.14

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 15, 28, 33, 65, 257})
    void data_of_another_type_spoils_the_whole_update(int type) {
        scene.assertRefused(signed().add(A, "x").update(A, IN, new RrType(type), 300, Octets.of(new byte[4])),
                Rcode.REFUSED, "record-type");
    }

    @Test
    void deleting_data_of_another_type_does_nothing() {
        scene.assertApplied(signed().add(A, "x"));
        List<StoredRecord> before = scene.rows();
        scene.assertApplied(signed().update(A, ANY, RrType.A, 0, Octets.EMPTY).update(A, NONE, RrType.A, 0,
                Octets.of(new byte[4])).update("mesh.example", ANY, RrType.SOA, 0, Octets.EMPTY)
                .update("mesh.example", ANY, RrType.NS, 0, Octets.EMPTY));
        assertThat(scene.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.mesh.example", "a b.mesh.example", "caf\u00e9.mesh.example", "a\u0000.mesh.example",
            "a/b.mesh.example", "a\\b.mesh.example"})
    void an_owner_that_cannot_be_stored_is_refused(String owner) {
        scene.assertRefused(signed().add(owner, "x"), Rcode.REFUSED, "owner-name");
        scene.assertRefused(signed().deleteRrset(owner), Rcode.REFUSED, "owner-name");
        scene.assertRefused(signed().delete(owner, "x"), Rcode.REFUSED, "owner-name");
    }

    @Test
    void a_dot_inside_a_label_does_not_make_two_labels() {
        Octets owner = Octets.concat(Octets.of((byte) 3), Octets.utf8("a.b"), UpdateScene.ZONE.wire());
        var rr = new ApplyUpdate.Rr(owner, RrType.TXT, IN, 300, UpdateMessage.txt("x"));
        var message = signed().request();
        var request = new ApplyUpdate.Request(message.zones(), List.of(), List.of(rr),
                message.authority(), message.source(), message.transport(), false);
        assertThat(scene.updates().apply(request).rcode()).isEqualTo(Rcode.REFUSED);
        assertThat(scene.rows()).isEmpty();
    }

    @Test
    void owners_are_lower_cased_before_everything_else() {
        scene.assertApplied(signed().add("Alice.MESH.example", "x"));
        assertThat(scene.valuesAt("alice.mesh.example")).containsExactly("x");
    }

    @Test
    void one_operation_out_of_scope_spoils_the_whole_update() {
        TsigKey key = scene.operatorKey("only.mesh.example");
        scene.assertRefused(UpdateMessage.by(scene.signedBy(key)).add("only.mesh.example", "x").add(A, "x"),
                Rcode.REFUSED, "scope");
    }

    // Step 8

    @Test
    void a_value_has_at_most_as_many_octets_as_configured() {
        scene.assertApplied(signed().add(A, "x".repeat(2048)));
        scene.assertRefused(signed().add(B, "x").add(A, "y".repeat(2049)), Rcode.REFUSED, "value-size");
    }

    @Test
    void a_ttl_is_at_most_as_configured_and_never_clamped() {
        scene.assertApplied(signed().add(A, 86_400, "x"));
        scene.assertRefused(signed().add(B, "x").add(A, 86_401, "y"), Rcode.REFUSED, "ttl");
    }

    @Test
    void caps_that_are_not_positive_are_none() {
        scene.settings = new UpdateSettings(true, 0, 0, 0, scene.settings.claims(), scene.settings.keys(), 1000);
        UpdateMessage many = signed().add(A, 0x7fff_ffffL, "x".repeat(5000));
        for (int i = 0; i < 100; i++) {
            many.add(B, "value " + i);
        }
        scene.assertApplied(many);
        assertThat(scene.valuesAt(B)).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x8000_0000L, 0xffff_ffffL})
    void ttl_zero_and_from_2_31_on_is_read_as_sixty(long ttl) {
        scene.assertApplied(signed().add(A, ttl, "x"));
        assertThat(scene.rows()).extracting(row -> row.ttl().seconds()).containsExactly(60L);
    }

    @Test
    void a_key_changes_no_more_than_its_rate_allows() {
        scene.settings = keys(new UpdateSettings.Keys(new Rate(1, 3), 0));
        scene.assertApplied(signed().add(A, "1").add(A, "2"));
        scene.assertRefused(signed().add(A, "3").delete(A, "1"), Rcode.SERVFAIL, "key-rate");
        scene.assertApplied(signed().add(A, "3"));
        scene.assertRefused(signed().delete(A, "1"), Rcode.SERVFAIL, "key-rate");
        scene.time.advance(Duration.ofSeconds(1));
        scene.assertApplied(signed().delete(A, "1"));
        scene.assertApplied(UpdateMessage.by(scene.signedBy(scene.key("other.mesh.example.", false, "mesh.example")))
                .add(A, "4"));
    }

    @Test
    void an_update_of_more_changes_than_the_bucket_ever_holds_costs_more_than_there_is() {
        scene.settings = keys(new UpdateSettings.Keys(new Rate(1, 3), 0));
        scene.assertRefused(signed().add(A, "1").add(A, "2").add(A, "3").add(A, "4"), Rcode.SERVFAIL, "key-rate");
        scene.assertApplied(signed().add(A, "1").add(A, "2").add(A, "3"));
    }

    @Test
    void what_a_key_added_at_other_nodes_counts_and_they_are_told_what_it_added_here() {
        List<VolumeExchange.Listener> hearing = new ArrayList<>();
        Map<TsigKeyName, Long> told = new HashMap<>();
        scene.volumes = new VolumeExchange() {
            @Override
            public void tell(TsigKeyName key, long octets) {
                told.merge(key, octets, Long::sum);
            }

            @Override
            public void listen(Listener listener) {
                hearing.add(listener);
            }
        };
        scene.settings = keys(new UpdateSettings.Keys(new Rate(0, 0), 10));
        scene.assertApplied(signed().add(A, "123"));
        scene.assertRefused(signed().require(A, NONE, RrType.ANY).add(A, "ab"), Rcode.YXDOMAIN, "prerequisite");
        assertThat(told.values()).as("what was not added is taken back").containsExactly(3L);
        TsigKeyName key = told.keySet().iterator().next();
        hearing.getFirst().added(key, 6);
        scene.assertRefused(signed().add(A, "ab"), Rcode.REFUSED, "key-volume");
        hearing.getFirst().added(key, -1);
        scene.assertApplied(signed().add(A, "ab"));
    }

    @Test
    void a_key_adds_no_more_octets_in_a_day_than_it_may() {
        scene.settings = keys(new UpdateSettings.Keys(new Rate(0, 0), 10));
        scene.assertApplied(signed().add(A, "12345").add(B, "123"));
        scene.assertRefused(signed().add(A, "abc"), Rcode.REFUSED, "key-volume");
        scene.assertRefused(signed().require(A, NONE, RrType.ANY).add(A, "ab"), Rcode.YXDOMAIN, "prerequisite");
        scene.assertApplied(signed().add(A, "ab"));
        scene.assertApplied(signed().deleteRrset(A));
        scene.assertRefused(signed().add(A, "a"), Rcode.REFUSED, "key-volume");
        scene.time.advance(Duration.ofHours(25));
        scene.assertApplied(signed().add(A, "1234567890"));
    }

    // Step 9 and 10

    @Test
    void a_key_revoked_since_the_request_was_verified_writes_nothing() {
        var signed = scene.signed();
        scene.storage.tsigKeys().revoke(new KeyTarget.Named(signed.key().name()),
                new Actor.Operator("test"), new Terms(UpdateScene.NOON, Duration.ZERO));
        scene.assertRefused(UpdateMessage.by(signed).add(A, "x"), Rcode.REFUSED, "key-gone");
    }

    @Test
    void a_key_expired_or_replaced_since_writes_nothing() {
        var replaced = scene.signedBy(scene.operatorKey("mesh.example"));
        scene.operatorKey("mesh.example", "more.mesh.example");
        scene.assertRefused(UpdateMessage.by(replaced).add(A, "x"), Rcode.REFUSED, "key-gone");
    }

    @Test
    void all_of_an_update_is_applied_or_nothing() {
        scene.assertApplied(signed().add(A, "1"));
        scene.assertRefused(signed().delete(A, "1").add(B, "2").require(B, ANY, RrType.ANY), Rcode.NXDOMAIN,
                "prerequisite");
        scene.assertRefused(signed().delete(A, "1").add(B, "2").add(B, "caf\u00e9"), Rcode.FORMERR, "value");
    }

    @Test
    void the_count_at_a_name_is_checked_on_the_result() {
        UpdateMessage full = signed();
        for (int i = 0; i < 64; i++) {
            full.add(A, "value " + i);
        }
        scene.assertApplied(full);
        scene.assertRefused(signed().add(A, "one more"), Rcode.REFUSED, "values-per-name");
        scene.assertApplied(signed().add(A, "value 7"));
        scene.assertApplied(signed().delete(A, "value 7").add(A, "one more"));
        scene.assertApplied(signed().add(A, "yet one more").delete(A, "value 8"));
        assertThat(scene.valuesAt(A)).hasSize(64).contains("one more", "yet one more");
    }

    @Test
    void a_set_that_no_answer_could_carry_is_refused() {
        scene.settings = new UpdateSettings(true, 0, 0, 0, scene.settings.claims(), scene.settings.keys(), 1000);
        scene.assertApplied(signed().add(A, "x".repeat(40_000)));
        scene.assertRefused(signed().add(A, "y".repeat(40_000)), Rcode.REFUSED, "answer-size");
    }

    @Test
    void a_storage_that_is_out_of_reach_fails_the_update() {
        UpdateMessage message = signed().add(A, "x");
        scene.storage.close();
        assertThat(scene.apply(message)).isEqualTo(new ApplyUpdate.Outcome.Denied(
                Rcode.SERVFAIL, "storage"));
    }

    private UpdateSettings keys(UpdateSettings.Keys keys) {
        UpdateSettings s = scene.settings;
        return new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), s.maxValuesPerName(), s.claims(), keys,
                s.replayEntries());
    }

    private static UpdateSettings disabled(UpdateSettings s) {
        return new UpdateSettings(false, s.maxTtl(), s.maxValueOctets(), s.maxValuesPerName(), s.claims(), s.keys(),
                s.replayEntries());
    }
}

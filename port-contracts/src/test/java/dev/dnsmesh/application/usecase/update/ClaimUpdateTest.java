package dev.dnsmesh.application.usecase.update;

import static dev.dnsmesh.application.usecase.update.Claims.ALICE;
import static dev.dnsmesh.application.usecase.update.Claims.BOB;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.ANY;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.IN;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.NONE;
import static dev.dnsmesh.application.usecase.update.UpdateMessage.zone;
import static dev.dnsmesh.application.usecase.update.UpdateScene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.claim.ClaimLife;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** dns.md 5.5 and 10.15. */
final class ClaimUpdateTest {
    private static final Rate OFF = new Rate(0, 0);
    private static final long NOW = NOON.getEpochSecond();

    private final UpdateScene scene = new UpdateScene();
    private int number;

    /** A new claim for Alice, in slot 3. */
    private UpdateMessage claim() {
        return claimFor(ALICE);
    }

    private UpdateMessage claimFor(String recipient) {
        return UpdateMessage.unsigned().add(Claims.owner(3, recipient), Claims.valid(3, number++, scene.time.now()));
    }

    // The rows of 5.5

    @Test
    void anybody_may_leave_a_claim_with_a_first_contact_provider() {
        String value = Claims.valid(3, 0, NOON);
        scene.assertApplied(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), value));
        assertThat(scene.valuesAt(Claims.owner(3, ALICE))).containsExactly(value);
    }

    @Test
    void row_1_without_a_role_nothing_unsigned_is_taken() {
        roles(false, false);
        scene.assertRefused(claim(), Rcode.REFUSED, "unsigned");
    }

    @Test
    void row_2_an_update_without_operations_is_refused() {
        scene.assertRefused(UpdateMessage.unsigned(), Rcode.REFUSED, "unsigned-operation");
    }

    @Test
    void row_3_nothing_can_be_deleted() {
        scene.assertApplied(claim());
        String owner = Claims.owner(3, ALICE);
        String stored = scene.valuesAt(owner).iterator().next();
        scene.assertRefused(UpdateMessage.unsigned().delete(owner, stored), Rcode.REFUSED, "unsigned-operation");
        scene.assertRefused(UpdateMessage.unsigned().deleteRrset(owner), Rcode.REFUSED, "unsigned-operation");
        scene.assertRefused(claim().deleteName(owner), Rcode.REFUSED, "unsigned-operation");
        scene.assertRefused(claim().update(owner, ANY, RrType.A, 0, Octets.EMPTY), Rcode.REFUSED, "unsigned-operation");
        scene.assertRefused(claim().update(owner, IN, RrType.A, 60, Octets.of(new byte[4])), Rcode.REFUSED, "record-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim-10.mb-0123456789ab", "claim-.mb-0123456789ab", "claim-x.mb-0123456789ab",
            "claim-3.mb-0123456789a", "claim-3.mb-0123456789abc", "claim-3.mb-0123456789ag", "slot-3.mb-0123456789ab",
            "x.claim-3.mb-0123456789ab", "claim-3.x.mb-0123456789ab", "claim-3.mb-0123456789ab.x", "mb-0123456789ab"})
    void row_4_the_owner_is_two_labels_of_that_form(String labels) {
        scene.assertRefused(UpdateMessage.unsigned().add(labels + ".mesh.example", Claims.valid(3, 0, NOON)),
                Rcode.REFUSED, "claim-owner");
    }

    @Test
    void row_4_the_apex_is_no_owner_of_claims() {
        scene.assertRefused(UpdateMessage.unsigned().add("mesh.example", Claims.valid(3, 0, NOON)), Rcode.REFUSED,
                "claim-owner");
    }

    @Test
    void row_4_letter_case_does_not_matter() {
        scene.assertApplied(UpdateMessage.unsigned().add("CLAIM-3.MB-0123456789AB.Mesh.Example", Claims.valid(3, 0, NOON)));
        assertThat(scene.valuesAt(Claims.owner(3, ALICE))).hasSize(1);
    }

    @Test
    void row_5_a_node_that_only_notifies_receivers_takes_claims_for_registered_ones_alone() {
        roles(false, true);
        scene.registered.add(ALICE);
        scene.assertApplied(claimFor(ALICE));
        scene.assertRefused(claimFor(BOB), Rcode.REFUSED, "claim-recipient");
        scene.assertRefused(claimFor(ALICE).add(Claims.owner(3, BOB), Claims.valid(3, 99, NOON)), Rcode.REFUSED,
                "claim-recipient");
    }

    @Test
    void row_5_does_not_apply_where_the_first_contact_role_is_active_too() {
        roles(true, true);
        scene.assertApplied(claimFor(BOB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=spf1 -all", "v=dmp1;t=claim;", "v=dmp1;t=claim;AAAA", "v=dmp1;t=identity;d=AAAA"})
    void row_6_the_value_is_a_claim(String value) {
        scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), value), Rcode.REFUSED, "claim");
    }

    @ParameterizedTest
    @CsvSource({
            "0, 86400, true", "0, 86401, false",
            "300, 3600, true", "301, 3600, false",
            "-2000000, 1, true", "-10, 0, false"})
    void row_6_its_times_are_right(long sentIn, long expiresIn, boolean accepted) {
        UpdateMessage message = UpdateMessage.unsigned()
                .add(Claims.owner(3, ALICE), Claims.timed(3, 0, NOW + sentIn, NOW + expiresIn));
        if (accepted) {
            scene.assertApplied(message);
        } else {
            scene.assertRefused(message, Rcode.REFUSED, "claim");
        }
    }

    @Test
    void row_6_without_a_cap_of_its_own_a_claim_may_expire_in_thirty_days_but_not_later() {
        claims(new ClaimLife(0), OFF, OFF, 0);
        scene.assertApplied(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), Claims.timed(3, 0, NOW, NOW + 2_592_000)));
        scene.assertRefused(UpdateMessage.unsigned()
                .add(Claims.owner(3, ALICE), Claims.timed(3, 1, NOW, NOW + 2_592_001)), Rcode.REFUSED, "claim");
    }

    @Test
    void row_6_its_signature_holds() {
        scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), Claims.forged(3, 0, NOON)),
                Rcode.REFUSED, "claim-signature");
    }

    @Test
    void row_7_a_recipient_takes_no_more_than_his_bucket_holds() {
        claims(new ClaimLife(86_400), new Rate(0.5, 3), OFF, 0);
        for (int i = 0; i < 3; i++) {
            scene.assertApplied(claim());
        }
        scene.assertRefused(claim(), Rcode.SERVFAIL, "claim-recipient-rate");
        scene.assertApplied(claimFor(BOB));
        scene.time.advance(Duration.ofSeconds(2));
        scene.assertApplied(claim());
    }

    @Test
    void row_7_several_nodes_on_a_storage_do_not_replace_a_claim_sooner_than_one_would() {
        claims(new ClaimLife(86_400), new Rate(0.5, 30), OFF, 0);
        Instant first = scene.time.now();
        int taken = 0;
        for (int node = 0; node < 4; node++) {
            scene.restarted();
            for (int i = 0; i < 30; i++) {
                taken += scene.apply(claim()) instanceof Outcome.Applied ? 1 : 0;
            }
        }
        assertThat(taken).as("of 120").isEqualTo(64);
        scene.restarted();
        scene.assertRefused(claim(), Rcode.SERVFAIL, "claim-recipient-rate");
        scene.time.advance(Duration.between(scene.time.now(), first.plusSeconds(67)));
        scene.assertApplied(claim());
        assertThat(scene.valuesAt(Claims.owner(3, ALICE))).hasSize(64);
    }

    @Test
    void row_7_one_token_goes_for_each_operation_and_is_not_returned_when_a_later_one_fails() {
        claims(new ClaimLife(86_400), new Rate(0.5, 3), OFF, 0);
        scene.assertRefused(claim().add(Claims.owner(3, ALICE), Claims.valid(3, 98, NOON))
                .add(Claims.owner(3, BOB), Claims.forged(3, 99, NOON)), Rcode.REFUSED, "claim-signature");
        scene.assertApplied(claim());
        scene.assertRefused(claim(), Rcode.SERVFAIL, "claim-recipient-rate");
        assertThat(scene.rows()).hasSize(1);
    }

    @Test
    void values_and_ttls_are_capped_first() {
        scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), 86_401, Claims.valid(3, 0, NOON)),
                Rcode.REFUSED, "ttl");
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), 20, 64, s.claims(), s.keys(), 1000);
        scene.assertRefused(claim(), Rcode.REFUSED, "value-size");
    }

    @Test
    void prerequisites_are_for_signed_updates() {
        scene.assertRefused(claim().require(Claims.owner(3, ALICE), NONE, RrType.ANY), Rcode.REFUSED,
                "unsigned-prerequisite");
    }

    // Zones

    @Test
    void the_provider_zone_takes_unsigned_claims_while_the_role_is_active() {
        scene.otherZones = java.util.Set.of(new OwnerName("claims.test"));
        provider("claims.test");
        UpdateMessage claim = UpdateMessage.unsigned().zones(zone("claims.test", RrType.SOA, IN))
                .add("claim-3.mb-0123456789ab.claims.test", Claims.valid(3, 0, NOON));
        scene.assertApplied(claim);
        scene.assertApplied(claim());
        scene.assertRefused(UpdateMessage.by(scene.signedBy(scene.operatorKey("claims.test")))
                .zones(zone("claims.test", RrType.SOA, IN)).add("a.claims.test", "x"), Rcode.NOTAUTH, "zone");
        roles(false, true);
        scene.registered.add(ALICE);
        scene.assertRefused(claim, Rcode.NOTAUTH, "zone");
    }

    @Test
    void an_unsigned_update_elsewhere_gets_the_codes_of_every_update() {
        scene.assertRefused(claim().zones(zone("other.test", RrType.SOA, IN)), Rcode.NOTAUTH, "zone");
        scene.assertRefused(claim().add("a.other.test", "x"), Rcode.NOTZONE, "owner-outside-zone");
        scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), "caf\u00e9"), Rcode.FORMERR, "value");
    }

    // 10.15

    @Test
    void the_digit_of_the_owner_is_the_slot_that_was_signed() {
        scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(4, ALICE), Claims.valid(3, 0, NOON)),
                Rcode.REFUSED, "claim");
        for (int slot = 0; slot < 10; slot++) {
            scene.assertApplied(UpdateMessage.unsigned().add(Claims.owner(slot, ALICE), Claims.valid(slot, slot, NOON)));
        }
    }

    @Test
    void a_signed_writer_leaves_valid_claims_at_claim_names_and_nothing_else() {
        var key = scene.operatorKey("mesh.example");
        scene.assertApplied(UpdateMessage.by(scene.signedBy(key)).add(Claims.owner(3, ALICE), Claims.valid(3, 0, NOON)));
        scene.assertRefused(UpdateMessage.by(scene.signedBy(key)).add(Claims.owner(3, ALICE), "v=dmp1;t=claim;x"),
                Rcode.REFUSED, "claim");
        scene.assertRefused(UpdateMessage.by(scene.signedBy(key)).add(Claims.owner(4, ALICE), Claims.valid(3, 1, NOON)),
                Rcode.REFUSED, "claim");
        scene.assertRefused(UpdateMessage.by(scene.signedBy(key)).add(Claims.owner(3, ALICE), Claims.forged(3, 1, NOON)),
                Rcode.REFUSED, "claim-signature");
        scene.assertRefused(UpdateMessage.by(scene.signedBy(key))
                .add("claim-10.mb-0123456789ab.mesh.example", Claims.valid(3, 1, NOON)), Rcode.REFUSED, "claim-owner");
    }

    @Test
    void a_signed_writer_needs_no_role_of_the_node() {
        roles(false, false);
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(Claims.owner(3, ALICE), Claims.valid(3, 0, NOON)));
    }

    @ParameterizedTest
    @CsvSource({"60, 3600, 60", "3600, 60, 60", "80000, 70000, 70000", "0, 3600, 60"})
    void a_claim_is_stored_no_longer_than_asked_and_no_longer_than_it_lives(long ttl, long expiresIn, long stored) {
        scene.assertApplied(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), ttl, Claims.timed(3, 0, NOW, NOW + expiresIn)));
        scene.assertApplied(UpdateMessage.by(scene.signed())
                .add(Claims.owner(3, BOB), ttl, Claims.timed(3, 1, NOW, NOW + expiresIn)));
        assertThat(scene.rows()).extracting(row -> row.remainingAt(NOON)).containsExactly(stored, stored);
    }

    @Test
    void a_claim_is_stored_no_longer_than_the_cap() {
        claims(new ClaimLife(100), OFF, OFF, 0);
        scene.assertApplied(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), 80_000, Claims.timed(3, 0, NOW - 5, NOW + 100)));
        assertThat(scene.rows()).extracting(row -> row.remainingAt(NOON)).containsExactly(100L);
    }

    @Test
    void garbage_does_not_silence_a_recipient() {
        claims(new ClaimLife(86_400), new Rate(0.5, 2), OFF, 0);
        for (int i = 0; i < 50; i++) {
            scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), Claims.forged(3, i, NOON)),
                    Rcode.REFUSED, "claim-signature");
            scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), "garbage"), Rcode.REFUSED, "claim");
        }
        scene.assertApplied(claim());
        scene.assertApplied(claim());
        scene.assertRefused(claim(), Rcode.SERVFAIL, "claim-recipient-rate");
    }

    @Test
    void garbage_empties_the_bucket_of_its_source() {
        claims(new ClaimLife(86_400), OFF, new Rate(0.25, 2), 0);
        for (int i = 0; i < 2; i++) {
            scene.assertRefused(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), Claims.forged(3, i, NOON)),
                    Rcode.REFUSED, "claim-signature");
        }
        assertThat(scene.apply(claim())).isEqualTo(new Outcome.ComeBackOverTcp());
        assertThat(scene.rows()).isEmpty();
    }

    @Test
    void a_source_with_an_empty_bucket_has_to_prove_its_address_and_then_to_wait() {
        claims(new ClaimLife(86_400), OFF, new Rate(0.25, 1), 0);
        scene.assertApplied(claim());
        assertThat(scene.apply(claim())).isEqualTo(new Outcome.ComeBackOverTcp());
        scene.assertRefused(claim().overTcp(), Rcode.SERVFAIL, "claim-source-rate");
        scene.assertRefused(claim().withCookie(), Rcode.SERVFAIL, "claim-source-rate");
        scene.time.advance(Duration.ofSeconds(4));
        scene.assertApplied(claim());
    }

    @Test
    void claims_that_a_source_cannot_pay_for_empty_its_bucket_as_if_they_had_been_tried() {
        claims(new ClaimLife(86_400), OFF, new Rate(0.25, 6), 0);
        InetAddress source = claim().request().source();
        assertThat(scene.updates().exhausts(source, 6)).isFalse();
        assertThat(scene.updates().exhausts(source, 7)).isTrue();
        assertThat(scene.apply(claim())).isEqualTo(new Outcome.ComeBackOverTcp());
    }

    @Test
    void no_source_is_asked_to_pay_where_claims_are_refused_or_cost_nothing() {
        claims(new ClaimLife(86_400), OFF, OFF, 0);
        InetAddress source = claim().request().source();
        assertThat(scene.updates().exhausts(source, 256)).isFalse();
        claims(new ClaimLife(86_400), OFF, new Rate(0.25, 6), 0);
        roles(false, true);
        assertThat(scene.updates().exhausts(source, 7)).isFalse();
    }

    @Test
    void a_source_is_an_ipv4_24_or_an_ipv6_56() {
        claims(new ClaimLife(86_400), OFF, new Rate(0.25, 1), 0);
        scene.assertApplied(claim().from("192.0.2.1"));
        assertThat(scene.apply(claim().from("192.0.2.200"))).isEqualTo(new Outcome.ComeBackOverTcp());
        scene.assertApplied(claim().from("192.0.3.1"));
        scene.assertApplied(claim().from("2001:db8:0:100::1"));
        assertThat(scene.apply(claim().from("2001:db8:0:1ff::1"))).isEqualTo(new Outcome.ComeBackOverTcp());
        scene.assertApplied(claim().from("2001:db8:0:200::1"));
    }

    @Test
    void the_source_is_asked_before_the_recipient() {
        claims(new ClaimLife(86_400), new Rate(0.5, 1), new Rate(0.25, 2), 0);
        scene.assertApplied(claim());
        scene.assertRefused(claim(), Rcode.SERVFAIL, "claim-recipient-rate");
        assertThat(scene.apply(claim())).isEqualTo(new Outcome.ComeBackOverTcp());
    }

    @Test
    void a_signed_writer_spends_the_limits_of_its_key_instead_of_its_source() {
        claims(new ClaimLife(86_400), new Rate(0.5, 2), new Rate(0.25, 1), 0);
        scene.assertApplied(claimFor(BOB));
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(Claims.owner(3, ALICE), Claims.valid(3, 50, NOON)));
        scene.assertApplied(UpdateMessage.by(scene.signed()).add(Claims.owner(3, ALICE), Claims.valid(3, 51, NOON)));
        scene.assertRefused(UpdateMessage.by(scene.signed()).add(Claims.owner(3, ALICE), Claims.valid(3, 52, NOON)),
                Rcode.SERVFAIL, "claim-recipient-rate");
    }

    @Test
    void at_a_full_owner_the_oldest_claim_gives_way() {
        claims(new ClaimLife(86_400), OFF, OFF, 0);
        for (int i = 0; i < 66; i++) {
            scene.assertApplied(UpdateMessage.unsigned().add(Claims.owner(3, ALICE), Claims.valid(3, i, NOON)));
            scene.time.advance(Duration.ofMillis(5));
        }
        assertThat(scene.valuesAt(Claims.owner(3, ALICE))).hasSize(64)
                .doesNotContain(Claims.valid(3, 0, NOON), Claims.valid(3, 1, NOON))
                .contains(Claims.valid(3, 2, NOON), Claims.valid(3, 65, NOON));
    }

    @Test
    void when_there_are_too_many_claims_only_registered_recipients_get_more() {
        claims(new ClaimLife(86_400), OFF, OFF, 2);
        scene.registered.add(BOB);
        scene.assertApplied(claimFor(ALICE));
        scene.assertApplied(claimFor(ALICE));
        scene.assertRefused(claimFor(ALICE), Rcode.SERVFAIL, "claim-total");
        scene.assertRefused(UpdateMessage.by(scene.signed()).add(Claims.owner(3, ALICE), Claims.valid(3, 70, NOON)),
                Rcode.SERVFAIL, "claim-total");
        scene.assertApplied(claimFor(BOB));
    }

    private void roles(boolean firstContact, boolean receiver) {
        UpdateSettings.Claims c = scene.settings.claims();
        set(new UpdateSettings.Claims(firstContact, receiver, c.providerZone(), c.life(), c.perRecipient(), c.perSource(),
                c.maxTotal()));
    }

    private void provider(String zone) {
        UpdateSettings.Claims c = scene.settings.claims();
        set(new UpdateSettings.Claims(c.firstContact(), c.receiver(), Optional.of(new OwnerName(zone)), c.life(),
                c.perRecipient(), c.perSource(), c.maxTotal()));
    }

    private void claims(ClaimLife life, Rate perRecipient, Rate perSource, long maxTotal) {
        set(new UpdateSettings.Claims(true, false, Optional.empty(), life, perRecipient, perSource, maxTotal));
    }

    private void set(UpdateSettings.Claims claims) {
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, s.maxTtl(), s.maxValueOctets(), s.maxValuesPerName(), claims, s.keys(),
                s.replayEntries());
    }
}

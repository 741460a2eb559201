package dev.dnsmesh.domain.ownership;

import static dev.dnsmesh.domain.ownership.Registry.HOLD;
import static dev.dnsmesh.domain.ownership.Registry.KEY_A;
import static dev.dnsmesh.domain.ownership.Registry.KEY_B;
import static dev.dnsmesh.domain.ownership.Registry.LIFE;
import static dev.dnsmesh.domain.ownership.Registry.X25519;
import static dev.dnsmesh.domain.ownership.Registry.ZONE;
import static dev.dnsmesh.domain.ownership.Registry.key;
import static dev.dnsmesh.domain.ownership.Registry.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.KeyScope;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyPlannerTest {
    private static final ScopeSuffix MAILBOX = KeyScope.mailbox(X25519, ZONE);
    private final Registry node = new Registry();

    @Test
    void minting_again_replaces_the_secret_of_the_one_row() {
        TsigKey first = node.minted("alice@ops.example", KEY_A);
        node.pass(Duration.ofDays(1));
        TsigKey second = node.minted("alice@ops.example", KEY_A);
        assertThat(second.name()).isEqualTo(first.name());
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(second.createdAt()).isEqualTo(node.now);
        assertThat(node.store.keys).hasSize(1);
        assertThat(node.store.audit).extracting(AuditRow::event).containsOnly(AuditEvent.TSIG_ISSUED);
    }

    @Test
    void a_subject_is_one_keys() {
        node.minted("alice@ops.example", KEY_A);
        assertThat(node.mint("alice@ops.example", KEY_B))
                .isEqualTo(new MintOutcome.Held(HeldName.of(subject("alice@ops.example"))));
        assertThat(node.store.keys).hasSize(1);
    }

    @Test
    void the_same_local_part_in_another_domain_is_the_same_literal_name() {
        node.minted("alice@ops.example", KEY_A);
        assertThat(node.mint("alice@evil.example", KEY_B))
                .isEqualTo(new MintOutcome.Held(new HeldName("id-2bd806c97f0e.ops.example")));
        assertThat(node.mint("alice@evil.example", KEY_A)).isInstanceOf(MintOutcome.Minted.class);
    }

    @Test
    void a_name_outlives_an_expired_key_by_the_hold_time() {
        node.minted("alice@ops.example", KEY_A);
        node.pass(LIFE.plus(HOLD).minusSeconds(1));
        assertThat(node.mint("alice@ops.example", KEY_B)).isInstanceOf(MintOutcome.Held.class);
        node.pass(Duration.ofSeconds(1));
        assertThat(node.mint("alice@ops.example", KEY_B)).isInstanceOf(MintOutcome.Minted.class);
        assertThat(node.mint("alice@ops.example", KEY_A)).isInstanceOf(MintOutcome.Held.class);
    }

    @Test
    void a_name_outlives_a_revoked_key_by_the_hold_time() {
        node.life = Optional.empty();
        node.minted("alice@ops.example", KEY_A);
        node.pass(Duration.ofDays(10));
        node.revokeAll("alice@ops.example");
        node.pass(HOLD.minusSeconds(1));
        assertThat(node.mint("alice@ops.example", KEY_B)).isInstanceOf(MintOutcome.Held.class);
        node.pass(Duration.ofSeconds(1));
        assertThat(node.mint("alice@ops.example", KEY_B)).isInstanceOf(MintOutcome.Minted.class);
    }

    @Test
    void a_key_without_end_holds_its_name_without_end_until_it_is_replaced() {
        node.life = Optional.empty();
        node.minted("alice@ops.example", KEY_A);
        assertThat(node.store.entry(HeldName.of(subject("alice@ops.example"))).orElseThrow().heldUntil()).isEmpty();
        node.life = Optional.of(LIFE);
        node.minted("alice@ops.example", KEY_A);
        assertThat(node.store.entry(HeldName.of(subject("alice@ops.example"))).orElseThrow().heldUntil())
                .contains(node.now.plus(LIFE).plus(HOLD));
    }

    @Test
    void the_same_key_may_return_at_any_time() {
        node.minted("alice@ops.example", KEY_A);
        node.revokeAll("alice@ops.example");
        assertThat(node.mint("alice@ops.example", KEY_A)).isInstanceOf(MintOutcome.Minted.class);
    }

    @Test
    void a_proven_mailbox_is_kept_when_the_same_key_mints_without_proof() {
        node.mint("alice@ops.example", KEY_A, Optional.of(X25519), Set.of());
        TsigKey again = node.minted("alice@ops.example", KEY_A);
        assertThat(again.proven()).contains(X25519);
        assertThat(again.suffixes()).contains(MAILBOX);
        assertThat(node.minted("bob@ops.example", KEY_A).proven()).as("another subject").isEmpty();
    }

    @Test
    void a_mailbox_that_another_key_proved_meanwhile_is_not_kept() {
        node.mint("alice@ops.example", KEY_A, Optional.of(X25519), Set.of());
        node.pass(LIFE.plus(HOLD));
        node.mint("bob@ops.example", KEY_B, Optional.of(X25519), Set.of());
        TsigKey again = node.minted("alice@ops.example", KEY_A);
        assertThat(again.proven()).isEmpty();
        assertThat(again.suffixes()).doesNotContain(MAILBOX);
    }

    @Test
    void a_mailbox_is_one_keys() {
        node.mint("alice@ops.example", KEY_A, Optional.of(X25519), Set.of());
        assertThat(node.mint("bob@ops.example", KEY_B, Optional.of(X25519), Set.of()))
                .isEqualTo(new MintOutcome.Held(new HeldName(MAILBOX.text())));
        assertThat(node.mint("bob@ops.example", KEY_B)).isInstanceOf(MintOutcome.Minted.class);
    }

    @Test
    void a_proven_predecessor_hands_its_names_over_and_loses_its_key() {
        TsigKey old = ((MintOutcome.Minted) node.mint("alice@ops.example", KEY_A, Optional.of(X25519), Set.of())).key();
        node.token("alice@ops.example", KEY_A);
        assertThat(node.mint("alice@ops.example", KEY_B, Optional.of(X25519), Set.of(key("other"))))
                .isInstanceOf(MintOutcome.Held.class);
        assertThat(node.mint("alice@ops.example", KEY_B, Optional.of(X25519), Set.of(key("other"), KEY_A)))
                .isInstanceOf(MintOutcome.Minted.class);
        assertThat(node.store.key(old.name()).orElseThrow().isActiveAt(node.now)).isFalse();
        assertThat(node.store.tokens.values()).noneMatch(token -> token.isLiveAt(node.now));
        assertThat(node.store.entries.values()).extracting(OwnershipEntry::holder).containsOnly(new Holder.Key(KEY_B));
        assertThat(node.mint("alice@ops.example", KEY_A)).as("back").isInstanceOf(MintOutcome.Held.class);
        assertThat(node.store.audit).extracting(AuditRow::event).contains(AuditEvent.OWNER_MOVED, AuditEvent.TSIG_REVOKED);
    }

    @Test
    void a_rotation_of_one_subject_takes_nothing_that_the_old_key_holds_for_another() {
        TsigKey other = node.minted("alice@home.example", KEY_A);
        node.minted("alice@ops.example", KEY_A);
        assertThat(node.mint("alice@ops.example", KEY_B, Optional.empty(), Set.of(KEY_A)))
                .isEqualTo(new MintOutcome.Held(new HeldName("id-2bd806c97f0e.ops.example")));
        assertThat(node.store.key(other.name()).orElseThrow().isActiveAt(node.now)).isTrue();
    }

    @Test
    void an_operators_token_follows_the_rotation() {
        Token given = node.issued(node.operatorToken("alice@ops.example", Optional.of(KEY_A), true));
        node.mint("alice@ops.example", KEY_B, Optional.empty(), Set.of(KEY_A));
        Token now = node.store.token(given.hash()).orElseThrow();
        assertThat(now.isLiveAt(node.now)).isTrue();
        assertThat(now.registered()).contains(KEY_B);
    }

    @Test
    void only_the_first_subject_ever_gets_the_whole_zone_in_loose_mode() {
        node.mode = ScopeMode.LOOSE;
        TsigKey first = node.minted("alice@ops.example", KEY_A);
        assertThat(first.suffixes()).containsExactly(new ScopeSuffix("ops.example"));
        assertThat(first.shaped()).isFalse();
        TsigKey second = node.minted("bob@ops.example", KEY_B);
        assertThat(second.suffixes()).hasSize(7).doesNotContain(new ScopeSuffix("ops.example"));
        assertThat(second.shaped()).isTrue();
        node.pass(Duration.ofDays(1));
        assertThat(node.minted("alice@ops.example", KEY_A).suffixes()).containsExactly(new ScopeSuffix("ops.example"));
    }

    @Test
    void an_operators_key_without_a_registered_one_blocks_nobody_and_reaches_into_nothing() {
        KeyIdentity none = KeyIdentity.without("0123456789abcdef", Optional.empty());
        MintOutcome byOperator = node.mint("alice@ops.example", none, new Actor.Operator("root"));
        assertThat(((MintOutcome.Minted) byOperator).key().shaped()).isFalse();
        assertThat(((MintOutcome.Minted) byOperator).key().name().text())
                .isEqualTo("alice-01234567-73b363.ops.example.");
        assertThat(node.mint("alice@ops.example", KEY_A)).isInstanceOf(MintOutcome.Minted.class);
        assertThat(node.mint("alice@ops.example", none, new Actor.Operator("root"))).isInstanceOf(MintOutcome.Held.class);
    }

    @Test
    void a_row_taken_over_enters_the_registry_where_its_names_are_free() {
        TsigKey elsewhere = new Registry().minted("alice@ops.example", KEY_A);
        TakeOver taken = node.store.run(KeyPlanner.takeOver(elsewhere.revokedAt(node.now), node.terms(), node.store));
        assertThat(taken.contested()).isEmpty();
        node.pass(HOLD.minusSeconds(1));
        assertThat(node.mint("alice@evil.example", KEY_B)).isInstanceOf(MintOutcome.Held.class);

        TsigKey rival = new Registry().minted("alice@evil.example", KEY_B);
        TakeOver second = node.store.run(KeyPlanner.takeOver(rival, node.terms(), node.store));
        assertThat(second.contested()).extracting(HeldName::text)
                .containsExactly("id-2bd806c97f0e.ops.example", "id-2bd806c97f0e00af.ops.example");
        assertThat(node.store.key(rival.name())).isPresent();
    }

    @Test
    void a_key_that_is_revoked_already_is_nothing_to_revoke() {
        TsigKey key = node.minted("alice@ops.example", KEY_A);
        KeyTarget named = new KeyTarget.Named(key.name());
        Actor root = new Actor.Operator("root");
        assertThat(node.store.run(KeyPlanner.revoke(named, root, node.terms(), node.store)))
                .isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(node.store.run(KeyPlanner.revoke(named, root, node.terms(), node.store)))
                .isInstanceOf(RevokeOutcome.Nothing.class);
        assertThat(node.store.audit).filteredOn(row -> row.event() == AuditEvent.TSIG_REVOKED).hasSize(1)
                .allMatch(row -> row.remote().isEmpty() && row.detail().equals(Optional.of(key.name().text())));
    }
}

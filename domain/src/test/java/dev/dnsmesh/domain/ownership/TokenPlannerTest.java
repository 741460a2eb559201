package dev.dnsmesh.domain.ownership;

import static dev.dnsmesh.domain.ownership.Registry.HOLD;
import static dev.dnsmesh.domain.ownership.Registry.KEY_A;
import static dev.dnsmesh.domain.ownership.Registry.KEY_B;
import static dev.dnsmesh.domain.ownership.Registry.LIFE;
import static dev.dnsmesh.domain.ownership.Registry.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenPlannerTest {
    private static final String CAROL = "carol@ops.example";
    private final Registry node = new Registry();

    @Test
    void a_new_token_ends_the_earlier_ones_of_self_service_only() {
        node.operatorToken(CAROL, Optional.of(KEY_A), true);
        Token first = node.issued(node.token(CAROL, KEY_A));
        node.pass(LIFE.plusDays(1));
        TokenOutcome second = node.token(CAROL, KEY_A);
        assertThat(second).isInstanceOfSatisfying(TokenOutcome.Issued.class, issued -> assertThat(issued.ended()).isOne());
        assertThat(node.store.token(first.hash()).orElseThrow().revokedAt()).as("expired, yet unrevoked").contains(node.now);
        assertThat(node.store.tokens.values()).filteredOn(token -> token.revokedAt().isEmpty()).hasSize(2);
        assertThat(node.store.audit).filteredOn(row -> row.event() == AuditEvent.REVOKED).singleElement()
                .isEqualTo(AuditRow.revoked(node.now, first.hash(), subject(CAROL), Optional.of("192.0.2.7"),
                        Optional.of("superseded")));
    }

    @Test
    void tokens_and_keys_share_one_book() {
        node.token(CAROL, KEY_A);
        assertThat(node.mint(CAROL, KEY_B)).isInstanceOf(MintOutcome.Held.class);
        assertThat(node.mint("carol@evil.example", KEY_B)).as("the same literal name in the zone")
                .isInstanceOf(MintOutcome.Held.class);
        assertThat(node.mint(CAROL, KEY_A)).isInstanceOf(MintOutcome.Minted.class);
        assertThat(node.token(CAROL, KEY_B)).isEqualTo(new TokenOutcome.Held(HeldName.of(subject(CAROL))));
    }

    @Test
    void the_longer_lived_credential_counts() {
        node.token(CAROL, KEY_A);
        node.pass(Duration.ofDays(30));
        node.mint(CAROL, KEY_A);
        node.pass(LIFE.plus(HOLD).minusSeconds(1));
        assertThat(node.token(CAROL, KEY_B)).isInstanceOf(TokenOutcome.Held.class);
        node.pass(Duration.ofSeconds(1));
        assertThat(node.token(CAROL, KEY_B)).isInstanceOf(TokenOutcome.Issued.class);
    }

    @Test
    void a_live_operators_token_holds_its_subject() {
        node.operatorToken(CAROL, Optional.empty(), true);
        assertThat(node.token(CAROL, KEY_A)).isInstanceOf(TokenOutcome.Held.class);
        assertThat(node.mint(CAROL, KEY_A)).isInstanceOf(MintOutcome.Held.class);
        assertThat(node.operatorToken(CAROL, Optional.empty(), true)).isInstanceOf(TokenOutcome.Issued.class);
        node.revokeAll(CAROL);
        assertThat(node.token(CAROL, KEY_A)).as("no hold time without a key").isInstanceOf(TokenOutcome.Issued.class);
    }

    @Test
    void an_operators_token_that_expired_holds_nothing() {
        node.operatorToken(CAROL, Optional.empty(), true);
        node.pass(LIFE);
        assertThat(node.token(CAROL, KEY_A)).isInstanceOf(TokenOutcome.Issued.class);
    }

    @Test
    void an_operator_may_record_whose_subject_it_is() {
        node.operatorToken(CAROL, Optional.of(KEY_A), true);
        assertThat(node.token(CAROL, KEY_B)).isInstanceOf(TokenOutcome.Held.class);
        assertThat(node.token(CAROL, KEY_A)).isInstanceOf(TokenOutcome.Issued.class);
        assertThat(node.operatorToken(CAROL, Optional.of(KEY_B), true)).isInstanceOf(TokenOutcome.Held.class);
    }

    @Test
    void an_operator_may_give_a_key_what_he_holds_himself() {
        node.operatorToken(CAROL, Optional.empty(), true);
        assertThat(node.operatorToken(CAROL, Optional.of(KEY_A), true)).isInstanceOf(TokenOutcome.Issued.class);
        assertThat(node.token(CAROL, KEY_A)).isInstanceOf(TokenOutcome.Issued.class);
    }

    @Test
    void an_operators_token_may_hold_nothing() {
        node.operatorToken(CAROL, Optional.empty(), false);
        assertThat(node.store.entries).isEmpty();
        assertThat(node.token(CAROL, KEY_A)).isInstanceOf(TokenOutcome.Issued.class);
    }

    @Test
    void an_operators_token_for_a_held_subject_keeps_the_holder() {
        node.token(CAROL, KEY_A);
        Token token = node.issued(node.operatorToken(CAROL, Optional.empty(), true));
        assertThat(token.registered()).contains(KEY_A);
        assertThat(node.token(CAROL, KEY_A)).isInstanceOf(TokenOutcome.Issued.class);
        assertThat(node.token(CAROL, KEY_B)).isInstanceOf(TokenOutcome.Held.class);
    }

    @Test
    void a_rotation_ends_all_tokens_and_keeps_the_recorded_key() {
        node.token(CAROL, KEY_A);
        node.operatorToken(CAROL, Optional.empty(), true);
        TokenOutcome.Issued rotated = (TokenOutcome.Issued) node.rotate(CAROL);
        assertThat(rotated.ended()).isEqualTo(2);
        assertThat(rotated.token().registered()).contains(KEY_A);
        assertThat(rotated.token().issuer()).isEqualTo(new Issuer("admin:root:rotate"));
        assertThat(rotated.token().note()).contains("rotation");
        assertThat(node.store.tokens.values()).filteredOn(token -> token.isLiveAt(node.now))
                .containsExactly(rotated.token());
        assertThat(node.token(CAROL, KEY_B)).isInstanceOf(TokenOutcome.Held.class);
        assertThat(node.store.audit).filteredOn(row -> row.event() == AuditEvent.REVOKED).singleElement()
                .isEqualTo(AuditRow.revokedAll(node.now, subject(CAROL), 2));
    }

    @Test
    void a_token_without_hold_is_rotated_into_one_without_hold() {
        node.operatorToken(CAROL, Optional.empty(), false);
        assertThat(node.issued(node.rotate(CAROL)).holds()).isFalse();
    }

    @Test
    void one_token_is_revoked_by_the_beginning_of_its_hash() {
        Token token = node.issued(node.token(CAROL, KEY_A));
        String beginning = token.hash().hex().substring(0, 8);
        assertThat(revoke(beginning)).isEqualTo(
                new RevokeOutcome.Revoked(List.of(), List.of(token.revokedAt(node.now))));
        assertThat(revoke(beginning)).isEqualTo(new RevokeOutcome.Nothing());
        assertThat(revoke("00000000")).isEqualTo(new RevokeOutcome.Nothing());
        assertThat(node.store.audit.getLast()).isEqualTo(
                AuditRow.revoked(node.now, token.hash(), subject(CAROL), Optional.empty(), Optional.empty()));
    }

    @Test
    void the_end_of_one_credential_frees_nothing_that_another_holds() {
        Token token = node.issued(node.token(CAROL, KEY_A));
        node.life = Optional.empty();
        node.mint(CAROL, KEY_A);
        revoke(token.hash().hex());
        assertThat(node.store.entry(HeldName.of(subject(CAROL))).orElseThrow().heldUntil()).isEmpty();
    }

    @Test
    void all_of_a_subject_covers_both_kinds() {
        node.token(CAROL, KEY_A);
        node.mint(CAROL, KEY_A);
        assertThat(node.revokeAll(CAROL)).isInstanceOfSatisfying(RevokeOutcome.Revoked.class, revoked -> {
            assertThat(revoked.tokens()).hasSize(1);
            assertThat(revoked.keys()).hasSize(1);
        });
        assertThat(node.revokeAll(CAROL)).isEqualTo(new RevokeOutcome.Nothing());
    }

    private RevokeOutcome revoke(String beginning) {
        return node.store.run(TokenPlanner.revoke(
                new TokenTarget.Beginning(beginning), new Actor.Operator("root"), node.terms(), node.store));
    }
}

package dev.dnsmesh.domain.ownership;

import static dev.dnsmesh.domain.ownership.Registry.KEY_A;
import static dev.dnsmesh.domain.ownership.Registry.KEY_B;
import static dev.dnsmesh.domain.ownership.Registry.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.Token;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleasePlannerTest {
    private final Registry node = new Registry();

    @Test
    void a_released_subject_is_free_at_once_and_its_old_credentials_end() {
        node.minted("alice@ops.example", KEY_A);
        node.token("alice@ops.example", KEY_A);
        assertThat(node.release("alice@ops.example")).isInstanceOfSatisfying(ReleaseOutcome.Released.class, released -> {
            assertThat(released.names()).extracting(HeldName::text).contains("alice@ops.example",
                    "id-2bd806c97f0e00af.ops.example", "id-2bd806c97f0e.ops.example").hasSize(4);
            assertThat(released.keysRevoked()).isOne();
            assertThat(released.tokensRevoked()).isOne();
        });
        assertThat(node.store.entries).isEmpty();
        assertThat(node.store.keys.values()).noneMatch(key -> key.isActiveAt(node.now));
        assertThat(node.mint("alice@ops.example", KEY_B)).isInstanceOf(MintOutcome.Minted.class);
    }

    @Test
    void what_the_same_key_holds_for_another_subject_stays() {
        node.minted("alice@ops.example", KEY_A);
        node.minted("alice@home.example", KEY_A);
        node.release("alice@ops.example");
        assertThat(node.mint("alice@ops.example", KEY_B)).isEqualTo(
                new MintOutcome.Held(new HeldName("id-2bd806c97f0e.ops.example")));
        assertThat(node.store.entriesOf(subject("alice@home.example"))).hasSize(4);
    }

    @Test
    void an_operators_own_token_stays_and_holds_nothing() {
        Token token = node.issued(node.operatorToken("alice@ops.example", Optional.empty(), true));
        assertThat(node.release("alice@ops.example")).isInstanceOf(ReleaseOutcome.Released.class);
        assertThat(node.store.token(token.hash()).orElseThrow().isLiveAt(node.now)).isTrue();
        assertThat(node.token("alice@ops.example", KEY_A)).isInstanceOf(TokenOutcome.Issued.class);
    }

    @Test
    void a_subject_without_entries_is_not_held() {
        assertThat(node.release("alice@ops.example")).isEqualTo(new ReleaseOutcome.NotHeld());
        assertThat(node.store.audit).isEmpty();
    }
}

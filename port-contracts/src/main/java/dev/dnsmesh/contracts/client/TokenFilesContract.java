package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles.Saved;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link TokenFiles} (client.md 16.6): a token a node, used until it ended. */
public interface TokenFilesContract {
    Instant NOW = SharedFilesStateContract.NOW;

    /** Without tokens. */
    TokenFiles newTokens();

    @Test
    default void the_last_token_saved_for_a_node_is_the_one_until_it_is_forgotten() {
        TokenFiles tokens = newTokens();
        assertThat(tokens.all()).isEmpty();
        assertThat(tokens.usable("node.test", NOW)).isEmpty();
        tokens.save(token("node.test", "first", Optional.empty()));
        tokens.save(token("other.test", "another", Optional.empty()));
        assertThat(tokens.save(token("node.test", "second", Optional.empty())))
                .isInstanceOfSatisfying(Saved.Done.class, done -> assertThat(done.location()).contains("node.test"));
        assertThat(tokens.usable("node.test", NOW)).contains(token("node.test", "second", Optional.empty()));
        assertThat(tokens.all()).containsExactlyInAnyOrder(token("node.test", "second", Optional.empty()),
                token("other.test", "another", Optional.empty()));
        assertThat(tokens.forget("node.test")).isTrue();
        assertThat(tokens.forget("node.test")).isFalse();
        assertThat(tokens.usable("node.test", NOW)).isEmpty();
        assertThat(tokens.usable("other.test", NOW)).isPresent();
    }

    @Test
    default void a_node_is_one_whatever_the_case_the_port_and_the_dot_at_the_end() {
        TokenFiles tokens = newTokens();
        tokens.save(token("Node.Test:8053", "t", Optional.empty()));
        for (String host : new String[] {"node.test", "NODE.test.", "node.test:443"}) {
            assertThat(tokens.usable(host, NOW)).as(host).isPresent();
        }
        assertThat(tokens.forget("node.test.")).isTrue();
    }

    @Test
    default void a_token_is_used_for_five_minutes_after_its_end_for_clocks_differ() {
        TokenFiles tokens = newTokens();
        tokens.save(token("node.test", "t", Optional.of(NOW.getEpochSecond())));
        assertThat(tokens.usable("node.test", NOW.plusSeconds(300))).isPresent();
        assertThat(tokens.usable("node.test", NOW.plusSeconds(301))).isEmpty();
        assertThat(tokens.all()).as("it is still there").hasSize(1);
    }

    @Test
    default void a_host_that_can_have_no_file_has_no_token() {
        TokenFiles tokens = newTokens();
        for (String host : new String[] {"", "../x", "a/b", "a\0b", ".", "x".repeat(300)}) {
            assertThat(tokens.save(token(host, "t", Optional.empty()))).as(host).isInstanceOf(Saved.Failed.class);
            assertThat(tokens.usable(host, NOW)).as(host).isEmpty();
            assertThat(tokens.forget(host)).as(host).isFalse();
        }
        assertThat(tokens.all()).isEmpty();
    }

    private static SavedToken token(String node, String token, Optional<Long> expiresAt) {
        return new SavedToken(node, "alice@mesh.test", token, expiresAt, "00", 1);
    }
}

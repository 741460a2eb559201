package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Keys.TERMS;
import static dev.dnsmesh.contracts.Keys.ed25519;
import static dev.dnsmesh.contracts.Keys.subject;
import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link TokenStore}: rows and the transactions around them. What is decided is tested with the planners. */
public interface TokenStoreContract extends StorageContract {
    Actor OPERATOR = new Actor.Operator("root");

    @Test
    default void an_issued_token_is_found_by_its_hash() {
        try (StorageHarness storage = newStorage()) {
            Token token = issued(storage, "alice", 1, 0);
            storage.reopenIfDurable();
            assertThat(storage.storage().tokens().find(token.hash())).contains(token);
            assertThat(storage.storage().tokens().find(hash("another"))).isEmpty();
            assertThat(storage.storage().ownership().list(Optional.of(subject("alice")))).extracting(OwnershipEntry::name)
                    .contains(HeldName.of(subject("alice")));
            assertThat(storage.storage().audit().tail(Optional.of(AuditEvent.ISSUED), 10)).hasSize(1);
        }
    }

    @Test
    default void an_earlier_token_of_the_same_user_ends_in_the_same_transaction() {
        try (StorageHarness storage = newStorage()) {
            Token first = issued(storage, "alice", 1, 0);
            Token second = issued(storage, "alice", 1, 5);
            assertThat(storage.storage().tokens().find(first.hash()).orElseThrow().isLiveAt(NOON.plusSeconds(6))).isFalse();
            assertThat(storage.storage().tokens().list(Optional.of(subject("alice")))).extracting(Token::hash)
                    .containsExactly(second.hash(), first.hash());
        }
    }

    @Test
    default void another_users_token_is_refused_and_nothing_written() {
        try (StorageHarness storage = newStorage()) {
            issued(storage, "alice", 1, 0);
            assertThat(storage.storage().tokens().issue(selfService("alice", 2, 0))).isInstanceOf(TokenOutcome.Held.class);
            assertThat(storage.storage().tokens().list(Optional.empty())).hasSize(1);
        }
    }

    @Test
    default void a_token_is_revoked_by_the_beginning_of_its_hash() {
        try (StorageHarness storage = newStorage()) {
            TokenStore tokens = storage.storage().tokens();
            Token one = row("00aa11bb22", "alice");
            Token other = row("00aa11bb33", "bob");
            tokens.put(one, TERMS);
            tokens.put(other, TERMS);
            assertThat(tokens.revoke(new TokenTarget.Beginning("00aa11bb"), OPERATOR, TERMS)).isEqualTo(new RevokeOutcome.Ambiguous());
            assertThat(tokens.revoke(new TokenTarget.Beginning("00aa11bc"), OPERATOR, TERMS)).isEqualTo(new RevokeOutcome.Nothing());
            assertThat(tokens.revoke(new TokenTarget.Beginning("00aa11bb2"), OPERATOR, TERMS))
                    .isEqualTo(new RevokeOutcome.Revoked(List.of(), List.of(one.revokedAt(NOON))));
            assertThat(tokens.revoke(new TokenTarget.Beginning(other.hash().hex()), OPERATOR, TERMS))
                    .isInstanceOf(RevokeOutcome.Revoked.class);
            storage.reopenIfDurable();
            assertThat(storage.storage().tokens().find(one.hash())).contains(one.revokedAt(NOON));
        }
    }

    @Test
    default void all_tokens_of_a_subject_and_its_keys_end_together() {
        try (StorageHarness storage = newStorage()) {
            Keys.minted(storage.storage(), "alice", 1);
            issued(storage, "alice", 1, 0);
            issued(storage, "bob", 2, 0);
            RevokeOutcome outcome = storage.storage().tokens().revoke(new TokenTarget.AllOf(subject("alice"), true), OPERATOR, TERMS);
            assertThat(outcome).isInstanceOfSatisfying(RevokeOutcome.Revoked.class, revoked -> {
                assertThat(revoked.keys()).hasSize(1);
                assertThat(revoked.tokens()).hasSize(1);
            });
            assertThat(storage.storage().tokens().list(Optional.empty())).filteredOn(t -> t.isLiveAt(NOON)).hasSize(1);
            assertThat(storage.storage().tsigKeys().list(Optional.empty())).noneMatch(key -> key.isActiveAt(NOON));
        }
    }

    @Test
    default void a_token_row_may_have_every_field_or_as_few_as_possible() {
        try (StorageHarness storage = newStorage()) {
            Token full = new Token(hash("full"), new Subject("a.b+c@" + "l".repeat(63) + "." + "m".repeat(63) + ".example.org"),
                    Optional.of(new PrekeyScope("0123456789ab")), 0.25, Integer.MAX_VALUE, NOON,
                    Optional.of(NOON.plusSeconds(9)), Optional.of(NOON.plusSeconds(3)), Issuer.rotation("root"),
                    Optional.of("note \u00e9\n\"x\""), Optional.of(ed25519(1)), true);
            Token bare = new Token(hash("bare"), subject("bob"), Optional.empty(), 0, 0, NOON, Optional.empty(),
                    Optional.empty(), Issuer.SELF_SERVICE, Optional.empty(), Optional.empty(), false);
            storage.storage().tokens().put(full, TERMS);
            storage.storage().tokens().put(bare, TERMS);
            storage.reopenIfDurable();
            assertThat(storage.storage().tokens().find(full.hash())).contains(full);
            assertThat(storage.storage().tokens().find(bare.hash())).contains(bare);
        }
    }

    @Test
    default void tokens_survive_a_kill_exactly_when_promised() {
        try (StorageHarness storage = newStorage()) {
            Token token = issued(storage, "alice", 1, 0);
            storage.killAndReopen();
            assertThat(storage.storage().tokens().find(token.hash()).isPresent())
                    .isEqualTo(!storage.withholds().contains(Guarantee.DURABILITY));
        }
    }

    private static Token issued(StorageHarness storage, String local, int key, int secondsLater) {
        return ((TokenOutcome.Issued) storage.storage().tokens().issue(selfService(local, key, secondsLater))).token();
    }

    private static TokenRequest selfService(String local, int key, int secondsLater) {
        return new TokenRequest.SelfService(subject(local), ed25519(key), Set.of(),
                new TokenRequest.Grant(hash(local + key + secondsLater), 10, 50, Optional.of(NOON.plus(Duration.ofDays(90)))),
                "192.0.2.7", new Terms(NOON.plusSeconds(secondsLater), Duration.ofDays(30)));
    }

    private static TokenHash hash(String token) {
        return new TokenHash(Sha256.of(Octets.utf8(token)));
    }

    private static Token row(String hexBeginning, String local) {
        return new Token(TokenHash.fromHex(hexBeginning + "0".repeat(64 - hexBeginning.length())).orElseThrow(), subject(local),
                Optional.empty(), 1, 1, NOON, Optional.empty(), Optional.empty(), Issuer.admin("root"), Optional.empty(),
                Optional.empty(), true);
    }
}

package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Keys.TERMS;
import static dev.dnsmesh.contracts.Keys.minted;
import static dev.dnsmesh.contracts.Keys.request;
import static dev.dnsmesh.contracts.Keys.subject;
import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@link OwnershipRegistry}: entries and the transactions around them. What is decided is tested with the planners. */
public interface OwnershipRegistryContract extends StorageContract {
    @Test
    default void entries_are_listed_by_name_and_by_subject() {
        try (StorageHarness storage = newStorage()) {
            OwnershipRegistry registry = storage.storage().ownership();
            assertThat(registry.list(Optional.empty())).isEmpty();
            minted(storage.storage(), "bob", 2);
            minted(storage.storage(), "alice", 1);
            storage.reopenIfDurable();
            registry = storage.storage().ownership();
            assertThat(registry.list(Optional.empty())).isSortedAccordingTo(Comparator.comparing(OwnershipEntry::name));
            assertThat(registry.list(Optional.of(subject("alice")))).hasSizeGreaterThan(2)
                    .isSortedAccordingTo(Comparator.comparing(OwnershipEntry::name))
                    .allMatch(entry -> entry.subject().equals(subject("alice")));
            assertThat(registry.list(Optional.of(subject("carol")))).isEmpty();
        }
    }

    @Test
    default void a_released_subject_is_free_and_what_its_holder_wrote_with_has_ended() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            Actor operator = new Actor.Operator("root");
            assertThat(storage.storage().ownership().release(subject("alice"), operator, TERMS))
                    .isInstanceOfSatisfying(ReleaseOutcome.Released.class, released -> {
                        assertThat(released.names()).contains(HeldName.of(subject("alice")));
                        assertThat(released.keysRevoked()).isEqualTo(1);
                    });
            assertThat(storage.storage().ownership().release(subject("bob"), operator, TERMS))
                    .isEqualTo(new ReleaseOutcome.NotHeld());
            storage.reopenIfDurable();
            assertThat(storage.storage().tsigKeys().find(key.name()).orElseThrow().isActiveAt(NOON)).isFalse();
            assertThat(storage.storage().audit().tail(Optional.of(AuditEvent.OWNER_RELEASED), 10)).hasSize(1);
            assertThat(storage.storage().tsigKeys().mint(request("alice", 2, ScopeMode.DEFAULT, TERMS)))
                    .isInstanceOf(MintOutcome.Minted.class);
        }
    }

    @Test
    default void entries_that_are_held_no_more_can_be_pruned() {
        try (StorageHarness storage = newStorage()) {
            TsigKey alice = minted(storage.storage(), "alice", 1);
            minted(storage.storage(), "bob", 2);
            int all = storage.storage().ownership().list(Optional.empty()).size();
            int own = storage.storage().ownership().list(Optional.of(subject("alice"))).size();
            Keys.revoke(storage.storage(), alice);
            OwnershipRegistry registry = storage.storage().ownership();
            assertThat(registry.prune(NOON.plus(Duration.ofDays(29)), 100)).isZero();
            assertThat(registry.prune(NOON.plus(Duration.ofDays(31)), 1)).isEqualTo(1);
            assertThat(registry.prune(NOON.plus(Duration.ofDays(31)), 100)).isEqualTo(own - 1);
            assertThat(registry.list(Optional.empty())).hasSize(all - own);
            assertThat(registry.list(Optional.of(subject("alice")))).isEmpty();
        }
    }

    @Test
    default void names_that_differ_far_behind_are_different() {
        try (StorageHarness storage = newStorage()) {
            String beginning = "mb-" + "x".repeat(600);
            for (int i = 0; i < 2; i++) {
                storage.storage().tsigKeys().put(new TsigKey(new TsigKeyName("k" + i + ".example.org."),
                        TsigAlgorithm.HMAC_SHA256, Secret.of(new byte[] {1}),
                        new TreeSet<>(Set.of(new ScopeSuffix(beginning + i))), NOON, Optional.empty(), Optional.empty(),
                        Optional.of(subject("user" + i)), Optional.of(Keys.ed25519(i)), Optional.empty(), false), TERMS);
            }
            assertThat(storage.storage().ownership().list(Optional.empty())).extracting(e -> e.name().text())
                    .containsExactly(beginning + "0", beginning + "1", "user0@example.org", "user1@example.org");
        }
    }

    @Test
    default void a_name_is_kept_for_its_holder_for_the_hold_time_and_no_longer() {
        try (StorageHarness storage = newStorage()) {
            Keys.revoke(storage.storage(), minted(storage.storage(), "alice", 1));
            Terms soon = new Terms(NOON.plus(Duration.ofDays(29)), TERMS.hold());
            Terms late = new Terms(NOON.plus(Duration.ofDays(31)), TERMS.hold());
            assertThat(storage.storage().tsigKeys().mint(request("alice", 2, ScopeMode.DEFAULT, soon)))
                    .isInstanceOf(MintOutcome.Held.class);
            assertThat(storage.storage().tsigKeys().mint(request("alice", 2, ScopeMode.DEFAULT, late)))
                    .isInstanceOf(MintOutcome.Minted.class);
        }
    }
}

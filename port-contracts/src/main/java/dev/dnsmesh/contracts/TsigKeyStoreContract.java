package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Keys.REGISTRANT;
import static dev.dnsmesh.contracts.Keys.TERMS;
import static dev.dnsmesh.contracts.Keys.ZONE;
import static dev.dnsmesh.contracts.Keys.ed25519;
import static dev.dnsmesh.contracts.Keys.minted;
import static dev.dnsmesh.contracts.Keys.request;
import static dev.dnsmesh.contracts.Keys.subject;
import static dev.dnsmesh.contracts.Keys.x25519;
import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link TsigKeyStore}: rows and the transactions around them. What is decided is tested with the planners. */
public interface TsigKeyStoreContract extends StorageContract {
    @Test
    default void a_minted_key_is_found_as_it_was_minted() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            storage.reopenIfDurable();
            assertThat(storage.storage().tsigKeys().find(key.name())).contains(key);
            assertThat(storage.storage().tsigKeys().find(new TsigKeyName("nobody.example.org."))).isEmpty();
        }
    }

    @Test
    default void what_is_known_without_waiting_is_what_is_found() {
        try (StorageHarness storage = newStorage()) {
            TsigKeyStore keys = storage.storage().tsigKeys();
            TsigKey key = minted(storage.storage(), "alice", 1);
            TsigKeyName nobody = new TsigKeyName("nobody.example.org.");
            assertThat(keys.tryFind(key.name())).isIn(new TsigKeyStore.Glimpse.Unknown(), new TsigKeyStore.Glimpse.Known(Optional.of(key)));
            assertThat(keys.tryFind(nobody)).isIn(new TsigKeyStore.Glimpse.Unknown(), new TsigKeyStore.Glimpse.Known(Optional.empty()));
            keys.revoke(new KeyTarget.Named(key.name()), REGISTRANT, TERMS);
            assertThat(keys.tryFind(key.name())).isIn(new TsigKeyStore.Glimpse.Unknown(),
                    new TsigKeyStore.Glimpse.Known(Optional.of(key.revokedAt(NOON))));
        }
    }

    @Test
    default void minting_writes_the_registry_and_the_audit_row_with_the_key() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            storage.reopenIfDurable();
            assertThat(storage.storage().ownership().list(Optional.empty())).extracting(OwnershipEntry::name)
                    .contains(HeldName.of(subject("alice"))).isSorted();
            assertThat(storage.storage().audit().tail(Optional.empty(), 10))
                    .containsExactly(AuditRow.keyIssued(NOON, key.name(), key.subject(), Optional.of("192.0.2.7")));
        }
    }

    @Test
    default void a_refused_mint_writes_nothing() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            assertThat(storage.storage().tsigKeys().mint(request("alice", 2, ScopeMode.DEFAULT, TERMS)))
                    .isInstanceOf(MintOutcome.Held.class);
            assertThat(storage.storage().tsigKeys().list(Optional.empty())).containsExactly(key);
            assertThat(storage.storage().audit().tail(Optional.empty(), 10)).hasSize(1);
        }
    }

    @Test
    default void a_rotated_key_has_another_secret_and_is_the_same_otherwise() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            List<OwnershipEntry> held = storage.storage().ownership().list(Optional.empty());
            Secret fresh = Secret.of(Octets.utf8("another secret"));
            RotateOutcome outcome = storage.storage().tsigKeys().rotate(new RotateRequest(new KeyTarget.AllOf(subject("alice")), fresh,
                    Optional.empty(), REGISTRANT, TERMS));
            storage.reopenIfDurable();
            TsigKey rotated = storage.storage().tsigKeys().find(key.name()).orElseThrow();
            assertThat(outcome).isEqualTo(new RotateOutcome.Rotated(rotated));
            assertThat(rotated.secret()).isEqualTo(fresh);
            assertThat(rotated.suffixes()).isEqualTo(key.suffixes());
            assertThat(rotated.shaped()).isEqualTo(key.shaped());
            assertThat(storage.storage().ownership().list(Optional.empty())).isEqualTo(held);
            assertThat(storage.storage().audit().tail(Optional.of(AuditEvent.TSIG_ISSUED), 10)).hasSize(2);
        }
    }

    @Test
    default void an_ended_key_is_not_rotated_and_of_several_none() {
        try (StorageHarness storage = newStorage()) {
            TsigKey first = minted(storage.storage(), "alice", 1);
            Keys.revoke(storage.storage(), first);
            RotateRequest request = new RotateRequest(new KeyTarget.Named(first.name()), Secret.of(Octets.utf8("s")), Optional.empty(), REGISTRANT, TERMS);
            assertThat(storage.storage().tsigKeys().rotate(request)).isEqualTo(new RotateOutcome.Nothing());
            assertThat(storage.storage().tsigKeys().find(first.name()).orElseThrow().isActiveAt(NOON)).isFalse();
            TsigKey bob = minted(storage.storage(), "bob", 2);
            storage.storage().tsigKeys().put(new TsigKey(new TsigKeyName("other.example.org."), bob.algorithm(), bob.secret(), bob.suffixes(), NOON,
                    Optional.empty(), Optional.empty(), bob.subject(), bob.registered(), bob.proven(), true), TERMS);
            assertThat(storage.storage().tsigKeys().rotate(new RotateRequest(new KeyTarget.AllOf(subject("bob")), Secret.of(Octets.utf8("s")),
                    Optional.empty(), REGISTRANT, TERMS))).isEqualTo(new RotateOutcome.Ambiguous());
            assertThat(storage.storage().tsigKeys().find(bob.name())).contains(bob);
        }
    }

    @Test
    default void minting_again_replaces_the_secret_at_once() {
        try (StorageHarness storage = newStorage()) {
            TsigKey first = minted(storage.storage(), "alice", 1);
            TsigKey second = minted(storage.storage(), "alice", 1);
            assertThat(second.secret()).isNotEqualTo(first.secret());
            assertThat(storage.storage().tsigKeys().find(first.name())).contains(second);
            assertThat(storage.storage().tsigKeys().list(Optional.empty())).containsExactly(second);
        }
    }

    @Test
    default void a_revoked_key_stays_and_says_so_at_once() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            assertThat(storage.storage().tsigKeys().revoke(new KeyTarget.Named(key.name()), REGISTRANT, TERMS))
                    .isEqualTo(new RevokeOutcome.Revoked(List.of(key.revokedAt(NOON)), List.of()));
            assertThat(storage.storage().tsigKeys().find(key.name())).contains(key.revokedAt(NOON));
            assertThat(storage.storage().tsigKeys().revoke(new KeyTarget.Named(key.name()), REGISTRANT, TERMS))
                    .isEqualTo(new RevokeOutcome.Nothing());
            storage.reopenIfDurable();
            assertThat(storage.storage().tsigKeys().find(key.name())).contains(key.revokedAt(NOON));
            assertThat(storage.storage().audit().tail(Optional.of(AuditEvent.TSIG_REVOKED), 10)).hasSize(1);
        }
    }

    @Test
    default void keys_are_listed_by_name_and_by_subject() {
        try (StorageHarness storage = newStorage()) {
            TsigKey carol = minted(storage.storage(), "carol", 3);
            TsigKey alice = minted(storage.storage(), "alice", 1);
            TsigKey bob = minted(storage.storage(), "bob", 2);
            assertThat(storage.storage().tsigKeys().list(Optional.empty())).containsExactly(alice, bob, carol);
            assertThat(storage.storage().tsigKeys().list(Optional.of(subject("bob")))).containsExactly(bob);
            assertThat(storage.storage().tsigKeys().list(Optional.of(subject("dave")))).isEmpty();
        }
    }

    @Test
    default void a_key_row_may_have_every_field_or_as_few_as_possible() {
        try (StorageHarness storage = newStorage()) {
            TreeSet<ScopeSuffix> many = new TreeSet<>();
            IntStream.range(0, 300).forEach(i -> many.add(new ScopeSuffix("chunk-*-" + i + "*." + "x".repeat(60) + ".example.org")));
            TsigKey full = new TsigKey(new TsigKeyName("a+b_c." + "l".repeat(63) + "." + "m".repeat(63) + ".example.org."),
                    TsigAlgorithm.HMAC_SHA512, Secret.of(new byte[512]), many, NOON.minusSeconds(5),
                    Optional.of(NOON.plusSeconds(5)), Optional.of(NOON), Optional.of(subject("alice")),
                    Optional.of(ed25519(1)), Optional.of(x25519(1)), true);
            TsigKey bare = new TsigKey(new TsigKeyName("k."), TsigAlgorithm.HMAC_SHA384, Secret.of(new byte[] {0}),
                    new TreeSet<>(Set.of(new ScopeSuffix("example.org"))), NOON, Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), false);
            storage.storage().tsigKeys().put(full, TERMS);
            storage.storage().tsigKeys().put(bare, TERMS);
            storage.reopenIfDurable();
            assertThat(storage.storage().tsigKeys().find(full.name())).contains(full);
            assertThat(storage.storage().tsigKeys().find(bare.name())).contains(bare);
        }
    }

    @Test
    default void a_recipient_is_registered_while_a_key_of_the_zone_is_active() {
        try (StorageHarness storage = newStorage()) {
            TsigKeyStore keys = storage.storage().tsigKeys();
            MailboxHash hash = MailboxHash.of(UserId.of(x25519(1)));
            assertThat(keys.isRecipient(hash, ZONE, NOON)).isFalse();
            TsigKey key = minted(storage.storage(), "alice", 1);
            assertThat(keys.isRecipient(hash, ZONE, NOON)).isTrue();
            assertThat(keys.isRecipient(hash, new OwnerName("example.net"), NOON)).isFalse();
            assertThat(keys.isRecipient(MailboxHash.of(UserId.of(x25519(2))), ZONE, NOON)).isFalse();
            Keys.revoke(storage.storage(), key);
            assertThat(keys.isRecipient(hash, ZONE, NOON)).isFalse();
        }
    }

    @Test
    default void a_replaced_row_is_found_by_what_it_says_now() {
        try (StorageHarness storage = newStorage()) {
            TsigKeyStore keys = storage.storage().tsigKeys();
            TsigKeyName name = new TsigKeyName("k.example.org.");
            keys.put(row(name, "alice", 1), TERMS);
            keys.put(row(name, "bob", 2), TERMS);
            assertThat(keys.list(Optional.of(subject("alice")))).isEmpty();
            assertThat(keys.list(Optional.of(subject("bob")))).hasSize(1);
            assertThat(keys.isRecipient(MailboxHash.of(UserId.of(x25519(1))), ZONE, NOON)).isFalse();
            assertThat(keys.isRecipient(MailboxHash.of(UserId.of(x25519(2))), ZONE, NOON)).isTrue();
        }
    }

    private static TsigKey row(TsigKeyName name, String local, int key) {
        return new TsigKey(name, TsigAlgorithm.HMAC_SHA256, Secret.of(new byte[] {1}),
                new TreeSet<>(Set.of(new ScopeSuffix("example.org"))), NOON, Optional.empty(), Optional.empty(),
                Optional.of(subject(local)), Optional.of(ed25519(key)), Optional.of(x25519(key)), false);
    }

    @Test
    default void of_many_who_want_one_subject_one_gets_it() {
        try (StorageHarness storage = newStorage()) {
            for (int round = 0; round < 20; round++) {
                String local = "user" + round;
                List<Callable<MintOutcome>> runners = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    int key = 100 * round + i;
                    runners.add(() -> storage.storage().tsigKeys().mint(request(local, key, ScopeMode.DEFAULT, TERMS)));
                }
                assertThat(Race.run(runners)).filteredOn(MintOutcome.Minted.class::isInstance).hasSize(1);
                assertThat(storage.storage().tsigKeys().list(Optional.of(subject(local)))).hasSize(1);
            }
            assertThat(storage.storage().audit().tail(Optional.empty(), 1000)).hasSize(20);
        }
    }

    @Test
    default void keys_survive_a_kill_exactly_when_promised() {
        try (StorageHarness storage = newStorage()) {
            TsigKey key = minted(storage.storage(), "alice", 1);
            storage.killAndReopen();
            assertThat(storage.storage().tsigKeys().find(key.name()).isPresent())
                    .isEqualTo(!storage.withholds().contains(Guarantee.DURABILITY));
        }
    }
}

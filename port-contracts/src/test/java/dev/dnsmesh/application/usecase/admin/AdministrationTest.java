package dev.dnsmesh.application.usecase.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.AdministerTsigKeys.Outcome;
import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdministrationTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Subject ALICE = new Subject("alice@example.com");
    private static final OwnerName ZONE = new OwnerName("mesh.example.com");
    private static final Ed25519PublicKey SPK =
            Ed25519PublicKey.fromHex("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8").orElseThrow();
    private static final X25519PublicKey X25519 =
            X25519PublicKey.fromHex("358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254").orElseThrow();

    private final ManualTime time = new ManualTime(NOON);
    private final SeededRandom random = new SeededRandom(1);
    private final InMemoryStorage storage = new InMemoryStorage(time, random);
    private MintingRules rules = new MintingRules(Optional.of(ZONE), ScopeMode.DEFAULT, Duration.ofDays(180));
    private final AdministerTsigKeysUseCase keys = new AdministerTsigKeysUseCase(storage.tsigKeys(), () -> rules, random, time);
    private final AdministerTokensUseCase tokens = new AdministerTokensUseCase(storage.tokens(), () -> rules, random, time);
    private final AdministerOwnersUseCase owners = new AdministerOwnersUseCase(storage.ownership(), () -> rules, time);
    private final ReadAuditUseCase audit = new ReadAuditUseCase(storage.audit());

    @Test
    void a_key_is_minted_as_registration_mints_it() {
        TsigKey key = issue(order(Optional.of(SPK), Optional.of(X25519), Set.of(), false, Optional.of(Duration.ofDays(90))));
        assertThat(key.name().text()).isEqualTo("alice-03a107bf-ff8d98.mesh.example.com.");
        assertThat(key.suffixes()).extracting(ScopeSuffix::text).containsExactly("_dnsmesh-claim-*.mesh.example.com",
                "_dnsmesh-claim-03a107bff3ce10be.mesh.example.com", "chunk-*-*.mesh.example.com",
                "claim-*.mb-*.mesh.example.com", "id-2bd806c97f0e.mesh.example.com", "id-2bd806c97f0e00af.mesh.example.com",
                "mb-858a3d48ace7.mesh.example.com", "slot-*.mb-*.mesh.example.com");
        assertThat(key.secret().length()).isEqualTo(32);
        assertThat(key.expiresAt()).contains(NOON.plus(Duration.ofDays(90)));
        assertThat(storage.tsigKeys().find(key.name())).contains(key);
    }

    @Test
    void without_an_ed25519_key_names_come_from_chance() {
        TsigKey one = issue(order(Optional.empty(), Optional.empty(), Set.of(), false, Optional.empty()));
        TsigKey two = issue(order(Optional.empty(), Optional.empty(), Set.of(), false, Optional.empty()));
        assertThat(one.name().text()).matches("alice-[0-9a-f]{8}-ff8d98\\.mesh\\.example\\.com\\.").isNotEqualTo(two.name().text());
        assertThat(one.suffixes()).anyMatch(suffix -> suffix.text().matches("_dnsmesh-claim-[0-9a-f]{16}\\.mesh\\.example\\.com"));
        assertThat(one.expiresAt()).isEmpty();
        assertThat(one.secret()).isNotEqualTo(two.secret());
    }

    @Test
    void a_key_may_cover_the_zone_or_more_suffixes() {
        assertThat(issue(order(Optional.empty(), Optional.empty(), Set.of(), true, Optional.empty())).suffixes())
                .containsExactly(new ScopeSuffix("mesh.example.com"));
        ScopeSuffix extra = new ScopeSuffix("_dnsmesh-seen.mesh.example.com");
        assertThat(issue(order(Optional.empty(), Optional.empty(), Set.of(extra), false, Optional.empty())).suffixes()).contains(extra);
    }

    @Test
    void loose_mode_widens_no_key_that_an_operator_did_not_ask_for() {
        rules = new MintingRules(Optional.of(ZONE), ScopeMode.LOOSE, Duration.ofDays(180));
        assertThat(issue(order(Optional.of(SPK), Optional.empty(), Set.of(), false, Optional.empty())).suffixes()).hasSize(7)
                .doesNotContain(new ScopeSuffix("mesh.example.com"));
    }

    @Test
    void what_could_never_work_is_refused_and_not_written() {
        ScopeSuffix outside = new ScopeSuffix("a.other.example");
        assertThat(keys.issue(order(Optional.empty(), Optional.empty(), Set.of(outside), false, Optional.empty()), "root"))
                .isEqualTo(new Outcome.OutsideZone(outside, ZONE));
        assertThat(keys.issue(new AdministerTsigKeys.Order(new Subject("a".repeat(48) + "@example.com"), Optional.empty(),
                Optional.empty(), Set.of(), false, Optional.empty()), "root")).isEqualTo(new Outcome.NameTooLong());
        rules = new MintingRules(Optional.empty(), ScopeMode.DEFAULT, Duration.ofDays(180));
        assertThat(keys.issue(order(Optional.empty(), Optional.empty(), Set.of(), true, Optional.empty()), "root"))
                .isEqualTo(new Outcome.NoZone());
        assertThat(keys.list(Optional.empty())).isEmpty();
    }

    @Test
    void keys_are_listed_and_revoked_by_name_or_subject() {
        TsigKey one = issue(order(Optional.empty(), Optional.empty(), Set.of(), false, Optional.empty()));
        issue(order(Optional.of(SPK), Optional.empty(), Set.of(), true, Optional.empty()));
        assertThat(keys.list(Optional.of(ALICE))).hasSize(2);
        assertThat(keys.list(Optional.of(new Subject("bob@example.com")))).isEmpty();
        assertThat(keys.revoke(new KeyTarget.Named(one.name()), "root")).isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(keys.revoke(new KeyTarget.Named(one.name()), "root")).isEqualTo(new RevokeOutcome.Nothing());
        assertThat(keys.revoke(new KeyTarget.AllOf(ALICE), "root")).isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(keys.list(Optional.empty())).noneMatch(key -> key.isActiveAt(NOON));
        assertThat(audit.tail(Optional.of(AuditEvent.TSIG_REVOKED), 10)).hasSize(2);
    }

    @Test
    void tokens_are_issued_rotated_and_revoked() {
        var grant = new AdministerTokens.Grant(10, 50, Optional.of(Duration.ofHours(1)));
        var issued = (AdministerTokens.Outcome.Issued) tokens.issue(new AdministerTokens.Order(ALICE, grant, Optional.of(SPK), true,
                Optional.empty(), Optional.of("by phone")), "root");
        assertThat(issued.token().hash()).isEqualTo(issued.text().hash());
        assertThat(issued.token().expiresAt()).contains(NOON.plus(Duration.ofHours(1)));
        assertThat(issued.token().issuer().text()).isEqualTo("admin:root");
        time.advance(Duration.ofSeconds(1));
        var rotated = (AdministerTokens.Outcome.Issued) tokens.rotate(ALICE, new AdministerTokens.Grant(1, 2, Optional.empty()), "root");
        assertThat(rotated.ended()).isEqualTo(1);
        assertThat(rotated.token().registered()).contains(SPK);
        assertThat(rotated.token().issuer().text()).isEqualTo("admin:root:rotate");
        assertThat(tokens.list(Optional.of(ALICE))).extracting(token -> token.revokedAt().isPresent()).containsExactly(false, true);
        assertThat(tokens.revoke(new TokenTarget.AllOf(ALICE, true), "root")).isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(tokens.revoke(new TokenTarget.AllOf(ALICE, true), "root")).isEqualTo(new RevokeOutcome.Nothing());
    }

    @Test
    void a_held_subject_is_refused_to_another_key_until_it_is_released() {
        issue(order(Optional.of(SPK), Optional.empty(), Set.of(), false, Optional.empty()));
        Ed25519PublicKey other = Ed25519PublicKey.fromHex("11".repeat(32)).orElseThrow();
        var asked = order(Optional.of(other), Optional.empty(), Set.of(), false, Optional.empty());
        assertThat(keys.issue(asked, "root")).isInstanceOf(Outcome.Held.class);
        assertThat(owners.list(Optional.of(ALICE))).isNotEmpty();
        assertThat(owners.release(ALICE, "root")).isInstanceOf(ReleaseOutcome.Released.class);
        assertThat(owners.release(ALICE, "root")).isEqualTo(new ReleaseOutcome.NotHeld());
        assertThat(keys.issue(asked, "root")).isInstanceOf(Outcome.Issued.class);
    }

    @Test
    void the_audit_shows_rows_and_counters_newest_first() {
        storage.audit().count(AuditEvent.USED, NOON, 3);
        time.advance(Duration.ofMinutes(30));
        issue(order(Optional.empty(), Optional.empty(), Set.of(), false, Optional.empty()));
        time.advance(Duration.ofMinutes(40));
        storage.audit().count(AuditEvent.REJECTED, time.now(), 1);
        List<ReadAudit.Entry> entries = audit.tail(Optional.empty(), 10);
        assertThat(entries).extracting(ReadAudit.Entry::at).containsExactly(Instant.parse("2026-11-25T13:00:00Z"),
                Instant.parse("2026-11-25T12:30:00Z"), NOON);
        assertThat(audit.tail(Optional.of(AuditEvent.USED), 10)).hasSize(1);
        assertThat(audit.tail(Optional.empty(), 2)).hasSize(2);
    }

    private static AdministerTsigKeys.Order order(Optional<Ed25519PublicKey> key, Optional<X25519PublicKey> x25519,
                                                  Set<ScopeSuffix> extra, boolean zoneWide, Optional<Duration> life) {
        return new AdministerTsigKeys.Order(ALICE, key, x25519, extra, zoneWide, life);
    }

    private TsigKey issue(AdministerTsigKeys.Order order) {
        return ((Outcome.Issued) keys.issue(order, "root")).key();
    }
}

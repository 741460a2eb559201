package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.KeyScope;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A node's registry with a clock, for tests that tell what somebody asks and what becomes of it. */
final class Registry {
    static final OwnerName ZONE = new OwnerName("ops.example");
    static final Duration HOLD = Duration.ofDays(180);
    static final Duration LIFE = Duration.ofDays(90);
    static final Ed25519PublicKey KEY_A = key("a");
    static final Ed25519PublicKey KEY_B = key("b");
    static final X25519PublicKey X25519 = new X25519PublicKey(Sha256.of(Octets.utf8("x")));

    final MapAccess store = new MapAccess();
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    Optional<Duration> life = Optional.of(LIFE);
    ScopeMode mode = ScopeMode.DEFAULT;
    private int minted;

    static Ed25519PublicKey key(String name) {
        return new Ed25519PublicKey(Sha256.of(Octets.utf8(name)));
    }

    static Subject subject(String text) {
        return new Subject(text);
    }

    Terms terms() {
        return new Terms(now, HOLD);
    }

    /** Self-service, without an X25519 key. */
    MintOutcome mint(String subject, Ed25519PublicKey key) {
        return mint(subject, key, Optional.empty(), Set.of());
    }

    MintOutcome mint(String subject, Ed25519PublicKey key, Optional<X25519PublicKey> proven, Set<Ed25519PublicKey> before) {
        return mint(subject, KeyIdentity.of(key, proven, before), new Actor.Registrant("192.0.2.7"));
    }

    MintOutcome mint(String subject, KeyIdentity identity, Actor actor) {
        MintRequest request = new MintRequest(subject(subject), identity,
                KeyScope.keyName(subject(subject), identity.digits(), ZONE).orElseThrow(),
                Secret.of(Sha256.of(Octets.utf8("secret" + ++minted))), new MintRequest.Scope(ZONE, mode, Set.of()),
                life.map(now::plus), actor, terms());
        return store.run(KeyPlanner.mint(request, store));
    }

    TsigKey minted(String subject, Ed25519PublicKey key) {
        return ((MintOutcome.Minted) mint(subject, key)).key();
    }

    TokenRequest.Grant grant() {
        return new TokenRequest.Grant(new TokenHash(Sha256.of(Octets.utf8("token" + ++minted))), 10, 50, life.map(now::plus));
    }

    /** Self-service. */
    TokenOutcome token(String subject, Ed25519PublicKey key) {
        return issue(new TokenRequest.SelfService(subject(subject), key, Set.of(), grant(), "192.0.2.7", terms()));
    }

    /** By an operator. */
    TokenOutcome operatorToken(String subject, Optional<Ed25519PublicKey> key, boolean holds) {
        return issue(new TokenRequest.ByOperator(subject(subject), key, holds, Optional.empty(), Optional.of("for tests"),
                grant(), "root", terms()));
    }

    TokenOutcome rotate(String subject) {
        return issue(new TokenRequest.Rotation(subject(subject), grant(), "root", terms()));
    }

    TokenOutcome issue(TokenRequest request) {
        return store.run(TokenPlanner.issue(request, store));
    }

    Token issued(TokenOutcome outcome) {
        return ((TokenOutcome.Issued) outcome).token();
    }

    RevokeOutcome revokeAll(String subject) {
        return store.run(TokenPlanner.revoke(new TokenTarget.AllOf(subject(subject), true), new Actor.Operator("root"),
                terms(), store));
    }

    ReleaseOutcome release(String subject) {
        return store.run(ReleasePlanner.release(subject(subject), new Actor.Operator("root"), terms(), store));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}

package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.KeyScope;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyIdentity;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Mints as registration does, with the operator's word in place of proofs. */
public final class AdministerTsigKeysUseCase implements AdministerTsigKeys {
    private static final int SECRET_LENGTH = 32;
    private static final int NAME_DIGITS = 8;
    private static final int RANDOM_OCTETS = 8;

    private final TsigKeyStore keys;
    private final Supplier<MintingRules> rules;
    private final RandomSource random;
    private final TimeSource time;

    public AdministerTsigKeysUseCase(TsigKeyStore keys, Supplier<MintingRules> rules, RandomSource random, TimeSource time) {
        this.keys = keys;
        this.rules = rules;
        this.random = random;
        this.time = time;
    }

    @Override
    public Outcome issue(Order order, String user) {
        Optional<OwnerName> zone = rules.get().zone();
        if (zone.isEmpty()) {
            return new Outcome.NoZone();
        }
        Optional<ScopeSuffix> outside = order.extra().stream().filter(suffix -> !isWithin(suffix, zone.get())).findFirst();
        if (outside.isPresent()) {
            return new Outcome.OutsideZone(outside.get(), zone.get());
        }
        KeyIdentity identity = order.key().map(key -> KeyIdentity.of(key, order.x25519(), Set.of()))
                .orElseGet(() -> KeyIdentity.without(random.octets(RANDOM_OCTETS).hex(), order.x25519()));
        return KeyScope.keyName(order.subject(), identity.digits().substring(0, NAME_DIGITS), zone.get())
                .map(name -> mint(order, identity, name, zone.get(), user)).orElseGet(Outcome.NameTooLong::new);
    }

    @Override
    public List<TsigKey> list(Optional<Subject> subject) {
        return keys.list(subject);
    }

    @Override
    public RevokeOutcome revoke(KeyTarget target, String user) {
        return keys.revoke(target, new Actor.Operator(user), terms());
    }

    @Override
    public Rotation rotate(KeyTarget target, Optional<Duration> life, String user) {
        Terms terms = terms();
        return switch (keys.rotate(new RotateRequest(target, Secret.of(random.octets(SECRET_LENGTH)), life.map(terms.now()::plus),
                new Actor.Operator(user), terms))) {
            case RotateOutcome.Rotated(var key) -> new Rotation.Rotated(key, rules.get().zone());
            case RotateOutcome.Nothing() -> new Rotation.Nothing();
            case RotateOutcome.Ambiguous() -> new Rotation.Ambiguous();
        };
    }

    private Outcome mint(Order order, KeyIdentity identity, TsigKeyName name, OwnerName zone, String user) {
        Terms terms = terms();
        return switch (keys.mint(new MintRequest(order.subject(), identity, name, Secret.of(random.octets(SECRET_LENGTH)),
                new MintRequest.Scope(zone, mode(order), order.extra()), order.life().map(terms.now()::plus),
                new Actor.Operator(user), terms))) {
            case MintOutcome.Minted(var key) -> new Outcome.Issued(key, zone);
            case MintOutcome.Held(var held) -> new Outcome.Held(held);
        };
    }

    /** Loose mode is for the first who registers (W9); an operator says himself which key is to cover the zone. */
    private ScopeMode mode(Order order) {
        if (order.zoneWide()) {
            return ScopeMode.LOOSE;
        }
        return rules.get().mode() == ScopeMode.TIGHT ? ScopeMode.TIGHT : ScopeMode.DEFAULT;
    }

    private Terms terms() {
        return new Terms(time.now(), rules.get().hold());
    }

    private static boolean isWithin(ScopeSuffix suffix, OwnerName zone) {
        return suffix.text().equals(zone.text()) || suffix.text().endsWith("." + zone.text());
    }
}

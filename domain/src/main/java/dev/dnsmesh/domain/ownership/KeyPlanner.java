package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.KeyScope;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides what minting, revoking and taking over TSIG keys changes (dns.md 7.3; registration.md W1 to W9). */
public final class KeyPlanner {
    private KeyPlanner() {
    }

    /** An existing key of that name gets the new secret; the old one stops working with the write. */
    public static Plan<MintOutcome> mint(MintRequest request, AccessSnapshot before) {
        TsigKey key = minted(request, before);
        Claims claims = new Claims(before, request.terms());
        Optional<HeldName> refused = claims.claim(HeldName.of(key), askedNames(key), holder(request), request.subject(),
                request.identity().predecessors(), request.actor());
        if (refused.isPresent()) {
            return Plan.refused(new MintOutcome.Held(refused.get()));
        }
        Draft draft = claims.draft();
        draft.put(key);
        draft.audit(AuditRow.keyIssued(key.createdAt(), key.name(), key.subject(), request.actor().noted()));
        if (request.actor() instanceof Actor.Registrant && before.firstRegistered().isEmpty()) {
            draft.first(request.subject());
        }
        return new Plan<>(new MintOutcome.Minted(key), draft.finish());
    }

    /** Rows stay, ended now. */
    public static Plan<RevokeOutcome> revoke(KeyTarget target, Actor actor, Terms terms, AccessSnapshot before) {
        Draft draft = new Draft(before, terms);
        List<TsigKey> revoked = Revocations.revoke(rowsOf(target, before), actor, terms, draft);
        return revoked.isEmpty() ? Plan.refused(new RevokeOutcome.Nothing())
                : new Plan<>(new RevokeOutcome.Revoked(revoked, List.of()), draft.finish());
    }

    /** The same key with another secret; the old one stops working with the write. An ended key stays ended. */
    public static Plan<RotateOutcome> rotate(RotateRequest request, AccessSnapshot before) {
        Instant now = request.terms().now();
        List<TsigKey> active = rowsOf(request.target(), before).stream().filter(key -> key.isActiveAt(now)).toList();
        if (active.size() != 1) {
            return Plan.refused(active.isEmpty() ? new RotateOutcome.Nothing() : new RotateOutcome.Ambiguous());
        }
        TsigKey old = active.getFirst();
        TsigKey key = new TsigKey(old.name(), old.algorithm(), request.secret(), old.suffixes(), now, request.expiresAt().or(old::expiresAt),
                Optional.empty(), old.subject(), old.registered(), old.proven(), old.shaped());
        Draft draft = new Draft(before, request.terms());
        draft.put(key);
        draft.audit(AuditRow.keyIssued(now, key.name(), key.subject(), request.actor().noted()));
        return new Plan<>(new RotateOutcome.Rotated(key), draft.finish());
    }

    private static List<TsigKey> rowsOf(KeyTarget target, AccessSnapshot before) {
        return switch (target) {
            case KeyTarget.Named(var name) -> before.key(name).stream().toList();
            case KeyTarget.AllOf(var subject) -> before.keysOf(subject);
        };
    }

    /**
     * Stores a row as it is, from another node's keystore or an operator's hand. Its names enter the registry where they
     * are free. Nothing is audited.
     */
    public static Plan<TakeOver> takeOver(TsigKey key, Terms terms, AccessSnapshot before) {
        Draft draft = new Draft(before, terms);
        SortedSet<HeldName> contested = new TreeSet<>();
        key.registered().ifPresent(registered -> key.subject().ifPresent(subject -> contested.addAll(
                Claims.takeFree(HeldName.of(key), new Holder.Key(registered), subject, draft))));
        draft.put(key);
        return new Plan<>(new TakeOver(contested), draft.finish());
    }

    private static TsigKey minted(MintRequest request, AccessSnapshot before) {
        KeyIdentity identity = request.identity();
        ScopeMode mode = mode(request, before);
        Optional<X25519PublicKey> proven = identity.proven().or(() -> kept(request, mode, before));
        SortedSet<ScopeSuffix> suffixes = new TreeSet<>(
                KeyScope.suffixes(request.subject(), identity.digits(), request.scope().zone(), proven, mode));
        suffixes.addAll(request.scope().extra());
        return new TsigKey(request.name(), TsigAlgorithm.HMAC_SHA256, request.secret(), suffixes, request.terms().now(),
                request.expiresAt(), Optional.empty(), Optional.of(request.subject()), identity.key(), proven,
                request.actor() instanceof Actor.Registrant && mode != ScopeMode.LOOSE);
    }

    /** Of those who register by themselves, only the first subject ever gets the whole zone (W9). */
    private static ScopeMode mode(MintRequest request, AccessSnapshot before) {
        ScopeMode asked = request.scope().mode();
        boolean open = request.actor() instanceof Actor.Operator
                || before.firstRegistered().map(request.subject()::equals).orElse(true);
        return asked == ScopeMode.LOOSE && !open ? ScopeMode.DEFAULT : asked;
    }

    /** The X25519 key that this Ed25519 key proved for the subject before (W7), unless its mailbox is another's by now. */
    private static Optional<X25519PublicKey> kept(MintRequest request, ScopeMode mode, AccessSnapshot before) {
        Optional<Ed25519PublicKey> registered = request.identity().key();
        if (registered.isEmpty()) {
            return Optional.empty();
        }
        Optional<X25519PublicKey> proven = before.keysOf(request.subject()).stream()
                .filter(row -> row.registered().equals(registered) && row.proven().isPresent())
                .max(Comparator.comparing(TsigKey::createdAt))
                .flatMap(TsigKey::proven);
        return proven.filter(x25519 -> mode == ScopeMode.LOOSE || before
                .entry(new HeldName(KeyScope.mailbox(x25519, request.scope().zone()).text()))
                .filter(entry -> entry.isHeldAt(request.terms().now()))
                .map(entry -> entry.holder().equals(Holder.of(registered)))
                .orElse(true));
    }

    /** An operator's key without an Ed25519 key behind it holds nothing, but must not reach into what others hold. */
    private static SortedSet<HeldName> askedNames(TsigKey key) {
        SortedSet<HeldName> names = HeldName.of(key.suffixes());
        key.subject().map(HeldName::of).ifPresent(names::add);
        return names;
    }

    private static Holder holder(MintRequest request) {
        return Holder.of(request.identity().key());
    }
}

package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides what issuing, revoking and taking over tokens changes (registration.md 6, 8, 10 and W1 to W5). */
public final class TokenPlanner {
    private TokenPlanner() {
    }

    public static Plan<TokenOutcome> issue(TokenRequest request, AccessSnapshot before) {
        return switch (request) {
            case TokenRequest.SelfService own -> selfService(own, before);
            case TokenRequest.ByOperator granted -> byOperator(granted, before);
            case TokenRequest.Rotation rotation -> rotation(rotation, before);
        };
    }

    /** Rows stay, ended now. */
    public static Plan<RevokeOutcome> revoke(TokenTarget target, Actor actor, Terms terms, AccessSnapshot before) {
        return switch (target) {
            case TokenTarget.Beginning(var prefix) -> revokeOne(prefix, actor, terms, before);
            case TokenTarget.AllOf(var subject, var keysToo) -> revokeAll(subject, keysToo, actor, terms, before);
        };
    }

    /** Stores a row as it is, from another node's table. Its names enter the registry where they are free. */
    public static Plan<TakeOver> takeOver(Token token, Terms terms, AccessSnapshot before) {
        Draft draft = new Draft(before, terms);
        SortedSet<HeldName> contested = new TreeSet<>(Claims.takeFree(
                HeldName.of(token), Holder.of(token.registered()), token.subject(), draft));
        draft.put(token);
        return new Plan<>(new TakeOver(contested), draft.finish());
    }

    private static Plan<TokenOutcome> selfService(TokenRequest.SelfService request, AccessSnapshot before) {
        Token token = row(request, Issuer.SELF_SERVICE, Optional.empty(), Optional.empty(), Optional.of(request.key()),
                true);
        Actor actor = new Actor.Registrant(request.address());
        Claims claims = new Claims(before, request.terms());
        Optional<HeldName> refused = claims.claim(HeldName.of(token), HeldName.of(token), new Holder.Key(request.key()),
                request.subject(), request.predecessors(), actor);
        if (refused.isPresent()) {
            return Plan.refused(new TokenOutcome.Held(refused.get()));
        }
        Draft draft = claims.draft();
        List<Token> ended = Revocations.revoke(before.tokensOf(request.subject()).stream()
                .filter(old -> old.issuer().isSelfService() && !draft.hasPut(old.hash())).toList(), request.terms(), draft);
        ended.forEach(old -> draft.audit(AuditRow.revoked(token.issuedAt(), old.hash(), old.subject(), actor.noted(),
                Optional.of("superseded"))));
        draft.put(token);
        draft.audit(AuditRow.issued(token.issuedAt(), token.hash(), token.subject(), actor.noted(), "self-service"));
        return new Plan<>(new TokenOutcome.Issued(token, ended.size()), draft.finish());
    }

    private static Plan<TokenOutcome> byOperator(TokenRequest.ByOperator request, AccessSnapshot before) {
        Optional<Ed25519PublicKey> recorded = request.holds()
                ? request.key().or(() -> recorded(request.subject(), request.terms(), before)) : request.key();
        Token token = row(request, Issuer.admin(request.user()), request.prekeys(), request.note(), recorded,
                request.holds());
        return issued(token, List.of(), request.user(), request.terms(), before);
    }

    private static Plan<TokenOutcome> rotation(TokenRequest.Rotation request, AccessSnapshot before) {
        List<Token> old = before.tokensOf(request.subject()).stream()
                .filter(token -> token.revokedAt().isEmpty())
                .sorted(Comparator.comparing(Token::issuedAt).reversed()).toList();
        boolean holds = old.isEmpty() || old.stream().anyMatch(Token::holds);
        Optional<PrekeyScope> prekeys = old.stream().flatMap(token -> token.prekeys().stream()).findFirst();
        Optional<Ed25519PublicKey> recorded = recorded(request.subject(), request.terms(), before)
                .or(() -> old.stream().flatMap(token -> token.registered().stream()).findFirst());
        Token token = row(request, Issuer.rotation(request.user()), prekeys, Optional.of("rotation"), recorded, holds);
        return issued(token, old, request.user(), request.terms(), before);
    }

    /** Issues an operator's token and ends {@code old} ones of the subject. */
    private static Plan<TokenOutcome> issued(
            Token token, List<Token> old, String user, Terms terms, AccessSnapshot before) {
        Actor actor = new Actor.Operator(user);
        Claims claims = new Claims(before, terms);
        SortedSet<HeldName> names = HeldName.of(token);
        Optional<HeldName> refused = claims.claim(names, names, Holder.of(token.registered()), token.subject(),
                Set.of(), actor);
        if (refused.isPresent()) {
            return Plan.refused(new TokenOutcome.Held(refused.get()));
        }
        Draft draft = claims.draft();
        int ended = Revocations.revoke(old, terms, draft).size();
        if (ended > 0) {
            draft.audit(AuditRow.revokedAll(terms.now(), token.subject(), ended));
        }
        draft.put(token);
        draft.audit(AuditRow.issued(terms.now(), token.hash(), token.subject(), actor.noted(),
                token.issuer() + token.note().map(note -> ": " + note).orElse("")));
        return new Plan<>(new TokenOutcome.Issued(token, ended), draft.finish());
    }

    private static Plan<RevokeOutcome> revokeOne(String prefix, Actor actor, Terms terms, AccessSnapshot before) {
        List<Token> found = before.tokensBeginning(prefix, 2);
        if (found.size() > 1) {
            return Plan.refused(new RevokeOutcome.Ambiguous());
        }
        Draft draft = new Draft(before, terms);
        List<Token> revoked = Revocations.revoke(found, terms, draft);
        if (revoked.isEmpty()) {
            return Plan.refused(new RevokeOutcome.Nothing());
        }
        revoked.forEach(token -> draft.audit(AuditRow.revoked(terms.now(), token.hash(), token.subject(),
                actor.noted(), Optional.empty())));
        return new Plan<>(new RevokeOutcome.Revoked(List.of(), revoked), draft.finish());
    }

    private static Plan<RevokeOutcome> revokeAll(
            Subject subject, boolean keysToo, Actor actor, Terms terms, AccessSnapshot before) {
        Draft draft = new Draft(before, terms);
        List<Token> tokens = Revocations.revoke(before.tokensOf(subject), terms, draft);
        if (!tokens.isEmpty()) {
            draft.audit(AuditRow.revokedAll(terms.now(), subject, tokens.size()));
        }
        List<TsigKey> keys = keysToo ? Revocations.revoke(before.keysOf(subject), actor, terms, draft) : List.of();
        return tokens.isEmpty() && keys.isEmpty() ? Plan.refused(new RevokeOutcome.Nothing())
                : new Plan<>(new RevokeOutcome.Revoked(keys, tokens), draft.finish());
    }

    /** The key that holds the subject now. */
    private static Optional<Ed25519PublicKey> recorded(Subject subject, Terms terms, AccessSnapshot before) {
        return before.entry(HeldName.of(subject)).filter(entry -> entry.isHeldAt(terms.now()))
                .flatMap(entry -> switch (entry.holder()) {
                    case Holder.Key(var key) -> Optional.of(key);
                    case Holder.Operator ignored -> Optional.empty();
                });
    }

    private static Token row(TokenRequest request, Issuer issuer, Optional<PrekeyScope> prekeys, Optional<String> note,
                             Optional<Ed25519PublicKey> registered, boolean holds) {
        TokenRequest.Grant grant = request.grant();
        return new Token(grant.hash(), request.subject(), prekeys, grant.ratePerSec(), grant.rateBurst(),
                request.terms().now(), grant.expiresAt(), Optional.empty(), issuer, note, registered, holds);
    }
}

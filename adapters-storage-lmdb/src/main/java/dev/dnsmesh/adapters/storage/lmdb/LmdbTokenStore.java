package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.Plan;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenPlanner;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The bearer tokens in LMDB. */
final class LmdbTokenStore implements TokenStore {
    private final LmdbEnvironment environment;
    private final TsigKeyRows keys;

    LmdbTokenStore(LmdbEnvironment environment, TsigKeyRows keys) {
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public Optional<Token> find(TokenHash hash) {
        return environment.read(view -> TokenRows.find(view, hash));
    }

    @Override
    public List<Token> list(Optional<Subject> subject) {
        List<Token> tokens = environment.read(
                view -> subject.map(of -> TokenRows.of(view, of)).orElseGet(() -> TokenRows.all(view)));
        return tokens.stream().sorted(Comparator.comparing(Token::issuedAt).reversed()).toList();
    }

    @Override
    public TokenOutcome issue(TokenRequest request) {
        return transact(before -> TokenPlanner.issue(request, before));
    }

    @Override
    public TakeOver put(Token token, Terms terms) {
        return transact(before -> TokenPlanner.takeOver(token, terms, before));
    }

    @Override
    public RevokeOutcome revoke(TokenTarget target, Actor actor, Terms terms) {
        return transact(before -> TokenPlanner.revoke(target, actor, terms, before));
    }

    private <O> O transact(Function<AccessSnapshot, Plan<O>> planner) {
        return AccessView.transact(environment, keys, planner);
    }
}

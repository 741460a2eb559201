package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.ownership.Actor;
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

/** Bearer tokens by hash. */
record MemoryTokenStore(Tables tables) implements TokenStore {
    @Override
    public Optional<Token> find(TokenHash hash) {
        return tables.locked(() -> tables.token(hash));
    }

    @Override
    public List<Token> list(Optional<Subject> subject) {
        return tables.locked(() -> subject.map(tables::tokensOf).orElseGet(() -> List.copyOf(tables.tokens.values())).stream()
                .sorted(Comparator.comparing(Token::issuedAt).reversed()).toList());
    }

    @Override
    public TokenOutcome issue(TokenRequest request) {
        return tables.transact(before -> TokenPlanner.issue(request, before));
    }

    @Override
    public TakeOver put(Token token, Terms terms) {
        return tables.transact(before -> TokenPlanner.takeOver(token, terms, before));
    }

    @Override
    public RevokeOutcome revoke(TokenTarget target, Actor actor, Terms terms) {
        return tables.transact(before -> TokenPlanner.revoke(target, actor, terms, before));
    }
}

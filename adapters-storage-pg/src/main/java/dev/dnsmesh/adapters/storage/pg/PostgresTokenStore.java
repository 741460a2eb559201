package dev.dnsmesh.adapters.storage.pg;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bearer tokens in PostgreSQL, read anew for every request. */
final class PostgresTokenStore implements TokenStore {
    private final Connections connections;
    private final Writer writer;
    private final TsigKeyRows keys;
    private final Coalescer<TokenHash, Optional<Token>> lookUps = new Coalescer<>(1, this::find);

    PostgresTokenStore(Connections connections, Writer writer, TsigKeyRows keys) {
        this.connections = connections;
        this.writer = writer;
        this.keys = keys;
    }

    @Override
    public Optional<Token> find(TokenHash hash) {
        return lookUps.load(hash);
    }

    private List<Optional<Token>> find(List<TokenHash> hashes) {
        Map<TokenHash, Token> found = connections.read(handle -> TokenRows.hashed(handle, new LinkedHashSet<>(hashes))).stream()
                .collect(Collectors.toMap(Token::hash, Function.identity()));
        return hashes.stream().map(hash -> Optional.ofNullable(found.get(hash))).toList();
    }

    @Override
    public List<Token> list(Optional<Subject> subject) {
        List<Token> tokens = connections.read(
                handle -> subject.map(of -> TokenRows.of(handle, of)).orElseGet(() -> TokenRows.all(handle)));
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
        return AccessView.transact(writer, keys, planner);
    }
}

package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.util.List;
import java.util.Optional;

/**
 * The bearer tokens of a node (registration.md 8). Transactions, durability, threads and failures as in
 * {@link TsigKeyStore}, with which it shares the ownership registry.
 */
public interface TokenStore {
    /** The row, live or not. Called for every request with a token. */
    Optional<Token> find(TokenHash hash);

    /** Rows, newest first, live or not, those of one subject where given. */
    List<Token> list(Optional<Subject> subject);

    /** As {@link dev.dnsmesh.domain.ownership.TokenPlanner#issue} plans it. */
    TokenOutcome issue(TokenRequest request);

    /** As {@link dev.dnsmesh.domain.ownership.TokenPlanner#takeOver} plans it. */
    TakeOver put(Token token, Terms terms);

    /** As {@link dev.dnsmesh.domain.ownership.TokenPlanner#revoke} plans it. */
    RevokeOutcome revoke(TokenTarget target, Actor actor, Terms terms);
}

package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.AuthoriseWrite;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.domain.access.AuthMode;
import dev.dnsmesh.domain.access.NameClass;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.access.WriteOperation;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.limit.TokenBuckets;
import java.time.Instant;
import java.util.Optional;

/**
 * The gate of registration.md 9. What it notes keeps the promise of W10: a write to a shared pool leaves a number behind,
 * and nothing by which it could be told whose it was.
 */
public final class AuthoriseWriteUseCase implements AuthoriseWrite {
    private final AuthMode mode;
    private final OperatorTokens operator;
    private final TokenStore tokens;
    private final AuditLog audit;
    private final TimeSource time;
    private final TokenBuckets<TokenHash> buckets = new TokenBuckets<>();

    public AuthoriseWriteUseCase(AuthMode mode, OperatorTokens operator, TokenStore tokens, AuditLog audit,
                                 TimeSource time) {
        this.mode = mode;
        this.operator = operator;
        this.tokens = tokens;
        this.audit = audit;
        this.time = time;
    }

    @Override
    public Verdict authorise(Attempt attempt) {
        boolean isOperator = attempt.token().map(operator::accept).orElse(false);
        return switch (mode) {
            case OPEN -> new Verdict.Allowed();
            case LEGACY -> isOperator ? new Verdict.Allowed() : new Verdict.Denied();
            case MULTI_TENANT -> isOperator ? new Verdict.Allowed() : byUserToken(attempt);
            case CLOSED -> new Verdict.Denied();
        };
    }

    private Verdict byUserToken(Attempt attempt) {
        Optional<UserToken> presented = attempt.token().flatMap(UserToken::parse);
        if (presented.isEmpty()) {
            return new Verdict.Denied();
        }
        Instant now = time.now();
        Optional<Token> live = tokens.find(presented.get().hash()).filter(token -> token.isLiveAt(now));
        if (live.isEmpty()) {
            audit.count(AuditEvent.REJECTED, now, 1);
            return new Verdict.Denied();
        }
        return byClass(live.get(), attempt, now);
    }

    private Verdict byClass(Token token, Attempt attempt, Instant now) {
        return switch (NameClass.of(attempt.name())) {
            case NameClass.OwnerExclusive owned -> byOwner(owned, token, attempt, now);
            case NameClass.SharedPool() -> byPool(token, attempt, now);
            case NameClass.OperatorOnly() -> rejected(attempt, now, "operator-only");
            case NameClass.Unknown() -> rejected(attempt, now, "unknown-class");
        };
    }

    private Verdict byOwner(NameClass.OwnerExclusive owned, Token token, Attempt attempt, Instant now) {
        if (!owned.admits(token.subject(), token.prekeys().map(PrekeyScope::digits).orElse(""))) {
            return rejected(attempt, now, "not-owner");
        }
        String remote = attempt.client().getHostAddress();
        if (!takes(token)) {
            audit.append(AuditRow.throttled(now, token.hash(), token.subject(), remote));
            return throttled(token);
        }
        audit.append(AuditRow.used(now, token.hash(), token.subject(), remote));
        return new Verdict.Allowed();
    }

    private Verdict byPool(Token token, Attempt attempt, Instant now) {
        if (attempt.operation() == WriteOperation.DELETE) {
            audit.count(AuditEvent.REJECTED, now, 1);
            return new Verdict.Denied();
        }
        if (!takes(token)) {
            audit.count(AuditEvent.THROTTLED, now, 1);
            return throttled(token);
        }
        audit.count(AuditEvent.USED, now, 1);
        return new Verdict.Allowed();
    }

    private Verdict rejected(Attempt attempt, Instant now, String reason) {
        audit.append(AuditRow.rejected(now, attempt.client().getHostAddress(), reason));
        return new Verdict.Denied();
    }

    private boolean takes(Token token) {
        return buckets.take(token.hash(), new Rate(token.ratePerSec(), token.rateBurst()), time.nanos());
    }

    private static Verdict throttled(Token token) {
        return new Verdict.Throttled(Math.max(1, (long) Math.ceil(1 / token.ratePerSec())));
    }
}

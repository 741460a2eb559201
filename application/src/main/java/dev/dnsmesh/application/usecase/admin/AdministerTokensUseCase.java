package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Issues, rotates, lists and revokes tokens with the operator's rights. */
public final class AdministerTokensUseCase implements AdministerTokens {
    private final TokenStore tokens;
    private final Supplier<MintingRules> rules;
    private final RandomSource random;
    private final TimeSource time;

    public AdministerTokensUseCase(TokenStore tokens, Supplier<MintingRules> rules, RandomSource random, TimeSource time) {
        this.tokens = tokens;
        this.rules = rules;
        this.random = random;
        this.time = time;
    }

    @Override
    public Outcome issue(Order order, String user) {
        return issued(order.grant(), (grant, terms) -> new TokenRequest.ByOperator(order.subject(), order.key(),
                order.holds(), order.prekeys(), order.note(), grant, user, terms));
    }

    @Override
    public Outcome rotate(Subject subject, Grant grant, String user) {
        return issued(grant, (given, terms) -> new TokenRequest.Rotation(subject, given, user, terms));
    }

    @Override
    public List<Token> list(Optional<Subject> subject) {
        return tokens.list(subject);
    }

    @Override
    public RevokeOutcome revoke(TokenTarget target, String user) {
        return tokens.revoke(target, new Actor.Operator(user), terms());
    }

    private Outcome issued(Grant grant, BiFunction<TokenRequest.Grant, Terms, TokenRequest> request) {
        UserToken text = UserToken.of(random.octets(UserToken.RANDOM_LENGTH));
        Terms terms = terms();
        var given = new TokenRequest.Grant(text.hash(), grant.ratePerSec(), grant.rateBurst(),
                grant.life().map(terms.now()::plus));
        return switch (tokens.issue(request.apply(given, terms))) {
            case TokenOutcome.Issued(var token, int ended) -> new Outcome.Issued(text, token, ended);
            case TokenOutcome.Held(var name) -> new Outcome.Held(name);
        };
    }

    private Terms terms() {
        return new Terms(time.now(), rules.get().hold());
    }
}

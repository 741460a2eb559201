package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegistrationFields;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.registration.Purpose;
import java.util.function.Supplier;

/** Grants a fresh bearer token, which ends the earlier self-service ones of the subject. */
public final class RegisterTokenUseCase implements RegisterToken {
    private final Confirmation confirmation;
    private final Predecessors predecessors;
    private final TokenStore tokens;
    private final Supplier<RegistrationTerms> terms;
    private final RandomSource random;
    private final TimeSource time;

    public RegisterTokenUseCase(OpenChallenges challenges, SignatureVerifier verifier, TokenStore tokens, RecordStore records,
                                Supplier<RegistrationTerms> terms, RandomSource random, TimeSource time) {
        this.confirmation = new Confirmation(challenges, verifier);
        this.predecessors = new Predecessors(records, verifier);
        this.tokens = tokens;
        this.terms = terms;
        this.random = random;
        this.time = time;
    }

    @Override
    public Outcome register(RegistrationFields fields) {
        RegistrationTerms now = terms.get();
        if (!now.available()) {
            return new Outcome.Refused(new RegistrationRefusal.Unavailable());
        }
        return switch (confirmation.check(fields, Purpose.TOKEN, now)) {
            case Confirmation.Checked.Failed(var refusal) -> new Outcome.Refused(refusal);
            case Confirmation.Checked.Passed(var registrant) -> issue(registrant, fields, now);
        };
    }

    private Outcome issue(Registrant registrant, RegistrationFields fields, RegistrationTerms policy) {
        Terms now = new Terms(time.now(), policy.hold());
        UserToken text = UserToken.of(random.octets(UserToken.RANDOM_LENGTH));
        var grant = new TokenRequest.Grant(text.hash(), policy.tokenRatePerSec(), policy.tokenBurst(),
                policy.lifetime().map(now.now()::plus));
        return switch (tokens.issue(new TokenRequest.SelfService(registrant.subject(), registrant.key(),
                predecessors.of(registrant.subject(), registrant.key(), policy.zone(), now.now()), grant,
                fields.client().getHostAddress(), now))) {
            case TokenOutcome.Issued(var token, var _) -> new Outcome.Granted(text, token);
            case TokenOutcome.Held _ -> new Outcome.Refused(new RegistrationRefusal.Held());
        };
    }
}

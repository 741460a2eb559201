package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.registration.Challenge;
import dev.dnsmesh.domain.registration.ChallengeSeal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Issues challenges under a secret and takes each back once (registration.md W14). */
public final class IssueChallengeUseCase implements IssueChallenge, OpenChallenges {
    private final ChallengeSeal seal;
    private final KeyAgreement agreement;
    private final Supplier<RegistrationTerms> terms;
    private final RandomSource random;
    private final TimeSource time;
    private final ChallengeStore store;

    /** Keeps challenges to this process. */
    public IssueChallengeUseCase(KeyAgreement agreement, MessageCode code, Supplier<RegistrationTerms> terms, RandomSource random,
                                 TimeSource time) {
        this(agreement, code, terms, new ConsumedChallenges(random), random, time);
    }

    /** @param store what this node and others on the same storage have in common */
    public IssueChallengeUseCase(KeyAgreement agreement, MessageCode code, Supplier<RegistrationTerms> terms, ChallengeStore store,
                                 RandomSource random, TimeSource time) {
        this.seal = new ChallengeSeal(store.secret(), code);
        this.store = store;
        this.agreement = agreement;
        this.terms = terms;
        this.random = random;
        this.time = time;
    }

    @Override
    public boolean isAvailable() {
        return terms.get().available();
    }

    @Override
    public Outcome issue() {
        RegistrationTerms now = terms.get();
        if (!now.available()) {
            return new Outcome.Unavailable();
        }
        Challenge challenge = seal.issue(random.octets(ChallengeSeal.RANDOM_LENGTH), now.node(), time.now());
        return new Outcome.Issued(challenge, now.node(), seal.expiresAt(challenge),
                agreement.publicKey(seal.ephemeral(challenge)));
    }

    @Override
    public Optional<X25519PrivateKey> consume(Challenge challenge, String asSent, String node) {
        Instant now = time.now();
        Instant end = seal.expiresAt(challenge);
        return asSent.equals(challenge.hex()) && seal.isGenuine(challenge, node) && end.isAfter(now)
                && store.consume(challenge, end, now)
                ? Optional.of(seal.ephemeral(challenge)) : Optional.empty();
    }
}

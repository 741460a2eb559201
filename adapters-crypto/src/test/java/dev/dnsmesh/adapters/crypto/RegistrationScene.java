package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationFields;
import dev.dnsmesh.application.usecase.registration.IssueChallengeUseCase;
import dev.dnsmesh.application.usecase.registration.RegisterTokenUseCase;
import dev.dnsmesh.application.usecase.registration.RegisterTsigKeyUseCase;
import dev.dnsmesh.application.usecase.registration.RegistrationTerms;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.Allowlist;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.registration.PossessionProof;
import dev.dnsmesh.domain.registration.Purpose;
import dev.dnsmesh.domain.registration.RegistrationText;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A node that registers people, with real cryptography and everything else in memory. */
final class RegistrationScene implements AutoCloseable {
    static final String NODE = "node.ops.example";
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00.250Z");
    private static final PossessionProof PROOF = new PossessionProof(new X25519KeyAgreement(), new HmacSha256());

    final ManualTime time = new ManualTime(NOON);
    final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));
    RegistrationTerms terms = new RegistrationTerms(true, NODE, Optional.of(new OwnerName("ops.example")), Allowlist.ANY,
            Optional.of(Duration.ofDays(90)), 10, 50, ScopeMode.DEFAULT, Duration.ofDays(180));
    final IssueChallengeUseCase challenges = process(2);
    private final SeededRandom random = new SeededRandom(3);
    final RegisterToken tokens = new RegisterTokenUseCase(challenges, RecordVectors.VERIFIER, storage.tokens(),
            storage.records(), () -> terms, random, time);
    final RegisterTsigKey keys = new RegisterTsigKeyUseCase(challenges, RecordVectors.VERIFIER, PROOF,
            Optional.of(storage.tsigKeys()), storage.records(), () -> terms, random, time);

    /** Somebody with both keys of an identity. */
    record Person(X25519PrivateKey secret, Signer signer) {
        static Person named(String name) {
            X25519PrivateKey secret = new X25519PrivateKey(Secret.of(Sha256.of(Octets.utf8(name))));
            return new Person(secret, new Ed25519SigningKeys().signer(secret.ed25519Seed()));
        }

        X25519PublicKey mailbox() {
            return new X25519KeyAgreement().publicKey(secret);
        }
    }

    /** What issues challenges in one process, under that process's own secret. */
    IssueChallengeUseCase process(long seed) {
        return new IssueChallengeUseCase(
                new X25519KeyAgreement(), new HmacSha256(), () -> terms, new SeededRandom(seed), time);
    }

    IssueChallenge.Outcome.Issued challenge() {
        return (IssueChallenge.Outcome.Issued) challenges.issue();
    }

    /** Signed as version 1. */
    RegistrationFields fields(Person person, String subject, IssueChallenge.Outcome.Issued issued) {
        return fields(person, subject, issued, 1, RegistrationText.version1(
                issued.challenge(), new Subject(subject), issued.node()));
    }

    /** Signed as version 2. */
    RegistrationFields fields(Person person, String subject, IssueChallenge.Outcome.Issued issued, Purpose purpose) {
        return fields(person, subject, issued, 2, RegistrationText.version2(
                issued.challenge(), new Subject(subject), issued.node(), purpose));
    }

    static RegistrationFields fields(
            Person person, String subject, IssueChallenge.Outcome.Issued issued, long version, Octets signed) {
        return new RegistrationFields(Optional.of(subject), Optional.of(person.signer().publicKey().hex()),
                Optional.of(issued.challenge().hex()), Optional.of(person.signer().sign(signed).octets().hex()), version,
                InetAddress.getLoopbackAddress());
    }

    RegisterToken.Outcome token(Person person, String subject) {
        return tokens.register(fields(person, subject, challenge()));
    }

    /** Without an X25519 key. */
    RegisterTsigKey.Outcome key(Person person, String subject) {
        return keys.register(new RegisterTsigKey.Request(
                fields(person, subject, challenge()), Optional.empty(), Optional.empty()));
    }

    /** With an X25519 key that nothing proves, as a client in use sends it. */
    RegisterTsigKey.Outcome keyUnproven(Person person, String subject, X25519PublicKey mailbox) {
        return keys.register(new RegisterTsigKey.Request(
                fields(person, subject, challenge()), Optional.of(mailbox.hex()), Optional.empty()));
    }

    RegisterTsigKey.Outcome keyWithMailbox(Person person, String subject) {
        IssueChallenge.Outcome.Issued issued = challenge();
        Octets proof = PROOF.prove(person.secret(), issued.ephemeral(), issued.challenge(), new Subject(subject)).orElseThrow();
        return keys.register(new RegisterTsigKey.Request(fields(person, subject, issued),
                Optional.of(person.mailbox().hex()), Optional.of(proof.hex())));
    }

    @Override
    public void close() {
        storage.close();
    }
}

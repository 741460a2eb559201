package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.in.RegistrationFields;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.registration.Challenge;
import dev.dnsmesh.domain.registration.Purpose;
import dev.dnsmesh.domain.registration.RegistrationText;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks 4 to 9 that both confirmations share, in their order (registration.md 2.2): syntax, challenge, signature, domain.
 * Policy comes after the signature, so that nobody without a key learns which subjects or domains there are.
 */
final class Confirmation {
    private final OpenChallenges challenges;
    private final SignatureVerifier verifier;

    Confirmation(OpenChallenges challenges, SignatureVerifier verifier) {
        this.challenges = challenges;
        this.verifier = verifier;
    }

    sealed interface Checked {
        record Passed(Registrant registrant) implements Checked {
        }

        record Failed(RegistrationRefusal refusal) implements Checked {
        }
    }

    /** A field in hex of a fixed length, or why it is not one. */
    sealed interface Hex {
        record Value(Octets octets) implements Hex {
        }

        record Bad(RegistrationRefusal refusal) implements Hex {
        }
    }

    static Hex hex(String field, String text, int length) {
        Optional<Octets> octets = Octets.fromHex(text);
        if (octets.isEmpty()) {
            return new Hex.Bad(new RegistrationRefusal.NotHex(field));
        }
        return octets.get().length() == length ? new Hex.Value(octets.get())
                : new Hex.Bad(new RegistrationRefusal.WrongLength(field, length, octets.get().length()));
    }

    Checked check(RegistrationFields fields, Purpose purpose, RegistrationTerms terms) {
        record Required(String name, Function<RegistrationFields, Optional<String>> of) {
        }
        for (Required field : new Required[] {new Required("subject", RegistrationFields::subject),
            new Required("ed25519_spk", RegistrationFields::ed25519Spk),
            new Required("challenge", RegistrationFields::challenge),
            new Required("signature", RegistrationFields::signature)}) {
            if (field.of().apply(fields).filter(text -> !text.isEmpty()).isEmpty()) {
                return new Checked.Failed(new RegistrationRefusal.FieldMissing(field.name()));
            }
        }
        Optional<Subject> subject = fields.subject().flatMap(Subject::canonical);
        if (subject.isEmpty()) {
            return new Checked.Failed(new RegistrationRefusal.SubjectInvalid());
        }
        return switch (hex("ed25519_spk", fields.ed25519Spk().orElseThrow(), Ed25519PublicKey.LENGTH)) {
            case Hex.Bad(var refusal) -> new Checked.Failed(refusal);
            case Hex.Value(var key) -> switch (hex("signature", fields.signature().orElseThrow(), Signature.LENGTH)) {
                case Hex.Bad(var refusal) -> new Checked.Failed(refusal);
                case Hex.Value(var signature) -> switch (hex("challenge", fields.challenge().orElseThrow(), Challenge.LENGTH)) {
                    case Hex.Bad(var refusal) -> new Checked.Failed(refusal);
                    case Hex.Value _ when !IssueChallenge.SIGNATURE_VERSIONS.contains(fields.signatureVersion()) ->
                            new Checked.Failed(new RegistrationRefusal.VersionUnknown());
                    case Hex.Value(var challenge) -> verify(fields, subject.get(), new Ed25519PublicKey(key),
                            new Signature(signature), new Challenge(challenge), purpose, terms);
                };
            };
        };
    }

    private Checked verify(RegistrationFields fields, Subject subject, Ed25519PublicKey key, Signature signature,
                           Challenge challenge, Purpose purpose, RegistrationTerms terms) {
        Optional<X25519PrivateKey> ephemeral =
                challenges.consume(challenge, fields.challenge().orElseThrow(), terms.node());
        if (ephemeral.isEmpty()) {
            return new Checked.Failed(new RegistrationRefusal.ChallengeUnknown());
        }
        Octets text = fields.signatureVersion() == 1
                ? RegistrationText.version1(challenge, subject, terms.node())
                : RegistrationText.version2(challenge, subject, terms.node(), purpose);
        if (!verifier.verifies(key, text, signature)) {
            return new Checked.Failed(new RegistrationRefusal.SignatureInvalid());
        }
        return terms.allowlist().allows(subject)
                ? new Checked.Passed(new Registrant(subject, key, challenge, ephemeral.get()))
                : new Checked.Failed(new RegistrationRefusal.DomainNotAllowed());
    }
}

package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A revocation whose fields are well-formed; its key has not vouched for it yet. */
public record ParsedRevocation(Revocation revocation, SealedRecord sealed) {
    /** Empty where the text is not a revocation. Never throws. */
    public static Optional<ParsedRevocation> parse(String text) {
        return SealedRecord.open(RecordType.REVOCATION, text)
                .flatMap(sealed -> read(new BodyReader(sealed.body()))
                        .map(revocation -> new ParsedRevocation(revocation, sealed)));
    }

    /** Signed by the key it revokes and issued at most 300 s ahead of now, however long ago. */
    public Optional<Verified<Revocation>> verify(SignatureVerifier verifier, Instant now) {
        return revocation.issuedAt().isAtMostAhead(TimeLimits.SKEW, now)
                ? sealed.verified(revocation, verifier, revocation.revokedKey()) : Optional.empty();
    }

    /** The same, and issued at most {@code maxAge} ago. */
    public Optional<Verified<Revocation>> verify(SignatureVerifier verifier, Instant now, Duration maxAge) {
        return revocation.issuedAt().isAtMostAgo(maxAge, now) ? verify(verifier, now) : Optional.empty();
    }

    private static Optional<Revocation> read(BodyReader body) {
        body.expect(Revocation.MAGIC);
        Optional<KeySubject> subject = SubjectField.read(body);
        Ed25519PublicKey revokedKey = body.ed25519();
        Optional<RevocationReason> reason = RevocationReason.of(body.u8());
        UnixTime issuedAt = body.time();
        return !body.complete() ? Optional.empty()
                : subject.flatMap(known -> reason.map(why -> new Revocation(known, revokedKey, why, issuedAt)));
    }
}

package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.Optional;

/** A rotation whose fields are well-formed; its keys have not vouched for it yet. */
public record ParsedRotation(Rotation rotation, SealedRecord sealed) {
    /** Empty where the text is not a rotation. Never throws. */
    public static Optional<ParsedRotation> parse(String text) {
        return SealedRecord.open(RecordType.ROTATION, text)
                .flatMap(sealed -> read(new BodyReader(sealed.body()))
                        .map(rotation -> new ParsedRotation(rotation, sealed)));
    }

    /** Signed by both keys, not expired, and expiring within five years. */
    public Optional<Verified<Rotation>> verify(SignatureVerifier verifier, Instant now) {
        boolean open = !rotation.expiresAt().isBefore(now)
                && rotation.expiresAt().isAtMostAhead(TimeLimits.LONG_LIVED, now);
        return open ? sealed.verified(rotation, verifier, rotation.oldKey(), rotation.newKey()) : Optional.empty();
    }

    private static Optional<Rotation> read(BodyReader body) {
        body.expect(Rotation.MAGIC);
        Optional<KeySubject> subject = SubjectField.read(body);
        Ed25519PublicKey oldKey = body.ed25519();
        Ed25519PublicKey newKey = body.ed25519();
        SequenceNumber sequence = new SequenceNumber(body.u64());
        UnixTime issuedAt = body.time();
        UnixTime expiresAt = body.time();
        return subject.filter(known -> body.complete() && !oldKey.equals(newKey))
                .map(known -> new Rotation(known, oldKey, newKey, sequence, issuedAt, expiresAt));
    }
}

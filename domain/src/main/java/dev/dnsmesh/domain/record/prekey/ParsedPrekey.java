package dev.dnsmesh.domain.record.prekey;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.Optional;

/** A prekey whose fields are well-formed; its owner has not vouched for it yet. */
public record ParsedPrekey(Prekey prekey, SealedRecord sealed) {
    /** Empty where the text is not a prekey. Never throws. */
    public static Optional<ParsedPrekey> parse(String text) {
        return text.length() != RecordType.PREKEY.maxLength() ? Optional.empty()
                : SealedRecord.open(RecordType.PREKEY, text)
                        .flatMap(sealed -> read(new BodyReader(sealed.body()))
                                .map(prekey -> new ParsedPrekey(prekey, sealed)));
    }

    /** Signed by {@code owner}, expiring within 30 days; it may have expired, see {@link Prekey#isExpired}. */
    public Optional<Verified<Prekey>> verify(SignatureVerifier verifier, Ed25519PublicKey owner, Instant now) {
        return prekey.expiresAt().isAtMostAhead(TimeLimits.SHORT_LIVED, now)
                ? sealed.verified(prekey, verifier, owner) : Optional.empty();
    }

    private static Optional<Prekey> read(BodyReader body) {
        PrekeyId id = new PrekeyId(body.u32());
        X25519PublicKey publicKey = body.x25519();
        UnixTime expiresAt = body.time();
        return body.complete() && !id.isNone() ? Optional.of(new Prekey(id, publicKey, expiresAt)) : Optional.empty();
    }
}

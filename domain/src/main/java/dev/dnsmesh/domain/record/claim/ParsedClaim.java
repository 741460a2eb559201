package dev.dnsmesh.domain.record.claim;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A claim whose fields are well-formed; nobody has vouched for it yet. */
public record ParsedClaim(Claim claim, SealedRecord sealed) {
    /** Empty where the text is not a claim. Never throws. */
    public static Optional<ParsedClaim> parse(String text) {
        return SealedRecord.open(RecordType.CLAIM, text)
                .flatMap(sealed -> read(new BodyReader(sealed.body()))
                        .map(claim -> new ParsedClaim(claim, sealed)));
    }

    /** With the protocol's own tolerance of clocks, 300 s. */
    public Optional<Verified<Claim>> verify(SignatureVerifier verifier, Instant now) {
        return verify(verifier, now, TimeLimits.SKEW);
    }

    /** Signed by its sender, sent at most {@code skew} ahead of now, not expired, and expiring within 30 days. */
    public Optional<Verified<Claim>> verify(SignatureVerifier verifier, Instant now, Duration skew) {
        return isOpenAt(now, skew) ? sealed.verified(claim, verifier, claim.sender()) : Optional.empty();
    }

    /** The times of {@link #verify} alone, which cost next to nothing to check. */
    public boolean isOpenAt(Instant now, Duration skew) {
        return claim.sentAt().isAtMostAhead(skew, now)
                && claim.expiresAt().isAfter(now)
                && claim.expiresAt().isAtMostAhead(TimeLimits.SHORT_LIVED, now);
    }

    private static Optional<Claim> read(BodyReader body) {
        body.expect(Claim.MAGIC);
        MessageId message = new MessageId(body.octets(MessageId.LENGTH));
        Ed25519PublicKey sender = body.ed25519();
        Optional<MailboxDomain> domain = MailboxDomain.parse(body.text(body.u8()));
        Optional<SlotNumber> slot = SlotNumber.of(body.u8());
        UnixTime sentAt = body.time();
        UnixTime expiresAt = body.time();
        if (!body.complete() || domain.isEmpty() || slot.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Claim(message, sender, domain.get(), slot.get(), sentAt, expiresAt))
                .filter(Claim::timesInOrder);
    }
}

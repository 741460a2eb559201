package dev.dnsmesh.domain.record.manifest;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A manifest whose fields are well-formed; its sender has not vouched for it yet. */
public record ParsedManifest(Manifest manifest, SealedRecord sealed) {
    /** Empty where the text is not a manifest. Never throws. */
    public static Optional<ParsedManifest> parse(String text) {
        return SealedRecord.open(RecordType.MANIFEST, text)
                .flatMap(sealed -> read(new BodyReader(sealed.body()))
                        .map(manifest -> new ParsedManifest(manifest, sealed)));
    }

    /**
     * Signed by its sender, expiring within 30 days; it may have expired, see {@link Manifest#isExpired}. Whether that
     * sender is one to listen to is for the caller to say.
     */
    public Optional<Verified<Manifest>> verify(SignatureVerifier verifier, Instant now) {
        return manifest.expiresAt().isAtMostAhead(TimeLimits.SHORT_LIVED, now)
                ? sealed.verified(manifest, verifier, manifest.sender()) : Optional.empty();
    }

    private static Optional<Manifest> read(BodyReader body) {
        MessageId message = new MessageId(body.octets(MessageId.LENGTH));
        Ed25519PublicKey sender = body.ed25519();
        UserId recipient = new UserId(body.octets(UserId.LENGTH));
        long total = body.u32();
        long data = body.u32();
        PrekeyId prekey = new PrekeyId(body.u32());
        UnixTime sentAt = body.time();
        UnixTime expiresAt = body.time();
        boolean hashed = body.remaining() == total * Manifest.HASH_LENGTH;
        if (!body.isSound() || !hashed && body.remaining() != 0 || total > Manifest.MAX_CHUNKS || data > total) {
            return Optional.empty();
        }
        List<Octets> hashes = new ArrayList<>(hashed ? (int) total : 0);
        while (body.remaining() > 0) {
            hashes.add(body.octets(Manifest.HASH_LENGTH));
        }
        return Optional.of(new Manifest(
                        message, sender, recipient, (int) total, (int) data, prekey, sentAt, expiresAt, hashes))
                .filter(Manifest::countsFit);
    }
}

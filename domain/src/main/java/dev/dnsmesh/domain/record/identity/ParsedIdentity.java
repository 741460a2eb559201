package dev.dnsmesh.domain.record.identity;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.util.Optional;

/** An identity whose fields are well-formed; its own key has not vouched for it yet. */
public record ParsedIdentity(Identity identity, SealedRecord sealed) {
    /** Empty where the text is not an identity. Never throws. */
    public static Optional<ParsedIdentity> parse(String text) {
        return SealedRecord.open(RecordType.IDENTITY, text)
                .flatMap(sealed -> read(new BodyReader(sealed.body()))
                        .map(identity -> new ParsedIdentity(identity, sealed)));
    }

    /** Signed by the key it names. There is no time window. */
    public Optional<Verified<Identity>> verify(SignatureVerifier verifier) {
        return sealed.verified(identity, verifier, identity.signingKey());
    }

    private static Optional<Identity> read(BodyReader body) {
        int length = body.u8();
        if (length < 1 || length > Identity.MAX_USERNAME) {
            return Optional.empty();
        }
        String username = body.text(length);
        X25519PublicKey encryptionKey = body.x25519();
        Ed25519PublicKey signingKey = body.ed25519();
        UnixTime issuedAt = body.time();
        return versions(body)
                .filter(versions -> body.complete())
                .map(versions -> new Identity(username, encryptionKey, signingKey, issuedAt, versions));
    }

    /** The optional suffix: a count and as many numbers, strictly ascending, to the end of the body. */
    private static Optional<MessageVersions> versions(BodyReader body) {
        if (body.remaining() == 0) {
            return Optional.of(MessageVersions.PLAIN);
        }
        int count = body.u8();
        return count == body.remaining() ? MessageVersions.ofAscending(body.octets(count)) : Optional.empty();
    }
}

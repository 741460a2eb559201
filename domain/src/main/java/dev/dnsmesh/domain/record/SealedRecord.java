package dev.dnsmesh.domain.record;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.StrictBase64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record before any field is read: prefix, length and base64 are right, and the signatures are split from the body
 * (steps P, L, B and S of records.md 1.5). That the signatures hold is for {@link #verified} to say.
 *
 * @param text       the whole value
 * @param signatures as many as the type demands, all over {@code body}
 */
public record SealedRecord(RecordType type, String text, Octets body, List<Signature> signatures) {
    public SealedRecord {
        signatures = List.copyOf(signatures);
    }

    /** Empty where the text is not a record of this type. Never throws. */
    public static Optional<SealedRecord> open(RecordType type, String text) {
        if (!type.prefixes(text) || text.length() > type.maxLength()) {
            return Optional.empty();
        }
        int trailer = type.signatures() * Signature.LENGTH;
        return StrictBase64.decode(text.substring(type.prefix().length()))
                .filter(blob -> blob.length() > trailer)
                .map(blob -> split(type, text, blob, blob.length() - trailer));
    }

    /** Signs {@code body} with every one of {@code signers}, in their order; refused where the text gets too long. */
    public static Signing seal(RecordType type, Octets body, Signer... signers) {
        if (signers.length != type.signatures()) {
            throw new IllegalArgumentException(type + " takes " + type.signatures() + " signatures");
        }
        int blob = body.length() + signers.length * Signature.LENGTH;
        int length = type.prefix().length() + (blob + 2) / 3 * 4;
        if (length > type.maxLength()) {
            return new Signing.Refused("the record would have " + length + " octets, more than " + type.maxLength());
        }
        Octets[] parts = new Octets[signers.length + 1];
        parts[0] = body;
        for (int i = 0; i < signers.length; i++) {
            parts[i + 1] = signers[i].sign(body).octets();
        }
        return new Signing.Signed(type.prefix() + StrictBase64.encode(Octets.concat(parts)));
    }

    /**
     * {@code record} as verified: every signature holds under the key at its place. The caller has read the record from
     * this body and has checked what else its type demands.
     */
    public <R> Optional<Verified<R>> verified(R record, SignatureVerifier verifier, Ed25519PublicKey... keys) {
        return isSignedBy(verifier, keys) ? Optional.of(new Verified<>(record, text)) : Optional.empty();
    }

    /** What {@code reading} finds in the body, which is read only where {@code signer} has signed it. */
    public <R> Optional<Verified<R>> verifiedThenRead(
            SignatureVerifier verifier, Ed25519PublicKey signer, Function<BodyReader, Optional<R>> reading) {
        return isSignedBy(verifier, signer)
                ? reading.apply(new BodyReader(body)).map(record -> new Verified<>(record, text))
                : Optional.empty();
    }

    private boolean isSignedBy(SignatureVerifier verifier, Ed25519PublicKey... keys) {
        if (keys.length != signatures.size()) {
            throw new IllegalArgumentException(type + " takes " + signatures.size() + " keys");
        }
        for (int i = 0; i < keys.length; i++) {
            if (!verifier.verifies(keys[i], body, signatures.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static SealedRecord split(RecordType type, String text, Octets blob, int bodyLength) {
        List<Signature> signatures = new ArrayList<>(type.signatures());
        for (int at = bodyLength; at < blob.length(); at += Signature.LENGTH) {
            signatures.add(new Signature(blob.slice(at, at + Signature.LENGTH)));
        }
        return new SealedRecord(type, text, blob.slice(0, bodyLength), signatures);
    }
}

package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;

/** What a revocation says: {@code revokedKey} is no longer, and never again, a key of {@code subject} (records.md 2.9). */
public record Revocation(
        KeySubject subject, Ed25519PublicKey revokedKey, RevocationReason reason, UnixTime issuedAt) {
    static final Octets MAGIC = Octets.utf8("DMPRV01");

    /** Refused where the signer is not {@code revokedKey}. */
    public Signing sign(Signer signer) {
        return signer.publicKey().equals(revokedKey)
                ? SealedRecord.seal(RecordType.REVOCATION, body(), signer)
                : new Signing.Refused("a revocation is signed by the key it revokes");
    }

    private Octets body() {
        return new BodyWriter().octets(MAGIC).u8(subject.type().code()).text8(subject.text())
                .octets(revokedKey.octets()).u8(reason.code()).time(issuedAt).body();
    }
}

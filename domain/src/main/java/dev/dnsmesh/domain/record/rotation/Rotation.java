package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;

/**
 * What a rotation says: {@code newKey} follows {@code oldKey} as the key of {@code subject} (records.md 2.8).
 *
 * @param sequence grows along a chain; publishers use milliseconds since 1970
 * @param issuedAt not checked
 */
public record Rotation(
        KeySubject subject, Ed25519PublicKey oldKey, Ed25519PublicKey newKey, SequenceNumber sequence,
        UnixTime issuedAt, UnixTime expiresAt) {
    static final Octets MAGIC = Octets.utf8("DMPROT1");

    /** Both keys sign. Refused where the signers are not those keys, or the keys are the same. */
    public Signing sign(Signer old, Signer fresh) {
        if (!old.publicKey().equals(oldKey) || !fresh.publicKey().equals(newKey)) {
            return new Signing.Refused("a rotation is signed by the old and the new key it names");
        }
        if (oldKey.equals(newKey)) {
            return new Signing.Refused("a rotation leads to another key");
        }
        return SealedRecord.seal(RecordType.ROTATION, body(), old, fresh);
    }

    private Octets body() {
        return new BodyWriter().octets(MAGIC).u8(subject.type().code()).text8(subject.text())
                .octets(oldKey.octets()).octets(newKey.octets())
                .u64(sequence.value()).time(issuedAt).time(expiresAt).body();
    }
}

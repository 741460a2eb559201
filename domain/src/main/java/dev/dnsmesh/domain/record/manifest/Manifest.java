package dev.dnsmesh.domain.record.manifest;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import java.time.Instant;
import java.util.List;

/**
 * What a manifest says: a message for {@code recipient} was cut into {@code totalChunks} chunks, any
 * {@code dataChunks} of which give it back (records.md 2.2).
 *
 * @param totalChunks 1 to 1024 where well-formed; more than 256 cannot be delivered
 * @param sentAt      never checked
 * @param chunkHashes SHA-256 of each chunk's 168 octets, in order; empty in the legacy form, which cannot be delivered
 */
public record Manifest(
        MessageId message, Ed25519PublicKey sender, UserId recipient, int totalChunks, int dataChunks,
        PrekeyId prekey, UnixTime sentAt, UnixTime expiresAt, List<Octets> chunkHashes) {
    public static final int MAX_CHUNKS = 1024;
    /** Distinct evaluation points of the erasure code. */
    public static final int MAX_DELIVERABLE_CHUNKS = 256;
    static final int HASH_LENGTH = 32;

    public Manifest {
        chunkHashes = List.copyOf(chunkHashes);
    }

    /** Refused where the signer is not {@code sender}, or counts and hashes do not fit together. */
    public Signing sign(Signer signer) {
        if (!signer.publicKey().equals(sender)) {
            return new Signing.Refused("a manifest is signed by its sender");
        }
        if (!countsFit()) {
            return new Signing.Refused("a manifest has 1 to 1024 chunks, of which 1 to all suffice");
        }
        boolean hashed = chunkHashes.size() == totalChunks
                && chunkHashes.stream().allMatch(hash -> hash.length() == HASH_LENGTH);
        return hashed || chunkHashes.isEmpty()
                ? SealedRecord.seal(RecordType.MANIFEST, body(), signer)
                : new Signing.Refused("a manifest has a hash of 32 octets for every chunk");
    }

    /** A receiver drops it; at the very second of its expiry it is still good. */
    public boolean isExpired(Instant now) {
        return expiresAt.isBefore(now);
    }

    /** A receiver can fetch and decode it: chunk hashes are there, and the erasure code has as many shares. */
    public boolean isDeliverable() {
        return !chunkHashes.isEmpty() && totalChunks <= MAX_DELIVERABLE_CHUNKS;
    }

    boolean countsFit() {
        return dataChunks >= 1 && dataChunks <= totalChunks && totalChunks <= MAX_CHUNKS;
    }

    private Octets body() {
        BodyWriter body = new BodyWriter().octets(message.octets()).octets(sender.octets()).octets(recipient.octets())
                .u32(totalChunks).u32(dataChunks).u32(prekey.value()).time(sentAt).time(expiresAt);
        chunkHashes.forEach(body::octets);
        return body.body();
    }
}

package dev.dnsmesh.domain.record.prekey;

import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import java.time.Instant;

/** What a prekey says (records.md 2.4). Its owner is not named: the verifier has to know whose key to ask. */
public record Prekey(PrekeyId id, X25519PublicKey publicKey, UnixTime expiresAt) {
    /** Refused for id 0. */
    public Signing sign(Signer owner) {
        return id.isNone()
                ? new Signing.Refused("a prekey has an id of its own; 0 is the long-term key")
                : SealedRecord.seal(RecordType.PREKEY, body(), owner);
    }

    /** A sender discards it; at the very second of its expiry it is still good. */
    public boolean isExpired(Instant now) {
        return expiresAt.isBefore(now);
    }

    private Octets body() {
        return new BodyWriter().u32(id.value()).octets(publicKey.octets()).time(expiresAt).body();
    }
}

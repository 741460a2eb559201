package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Randomness;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.prekey.ParsedPrekey;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The key that a message is encrypted to: one of the recipient's prekeys, or the long-term key.
 *
 * @param prekey          {@link PrekeyId#NONE} for the long-term key, which gives no forward secrecy
 * @param outlivesMessage false for a prekey that ends before the message does: the recipient may come too late
 */
public record EncryptionKey(PrekeyId prekey, X25519PublicKey key, boolean outlivesMessage) {
    public static EncryptionKey longTerm(X25519PublicKey key) {
        return new EncryptionKey(PrekeyId.NONE, key, true);
    }

    /**
     * One of the prekeys at the recipient's name, at random among those that live as long as the message; if there is
     * none, the one that lives longest; empty if none verifies and is unexpired (records.md 2.4, client.md 18 no. 20).
     *
     * @param owner the recipient's pinned key: nothing else vouches for a prekey
     */
    public static Optional<EncryptionKey> pick(List<TxtValue> values, Ed25519PublicKey owner, UnixTime messageExpiry,
                                               Instant now, SignatureVerifier verifier, Randomness randomness) {
        List<ParsedPrekey> live = values.stream().map(TxtValue::text).flatMap(Optional::stream)
                .map(ParsedPrekey::parse).flatMap(Optional::stream)
                .filter(parsed -> !parsed.prekey().isExpired(now)).distinct().toList();
        List<ParsedPrekey> lasting = new ArrayList<>(live);
        lasting.removeIf(parsed -> parsed.prekey().expiresAt().compareTo(messageExpiry) < 0);
        while (!lasting.isEmpty()) { // verified in the order drawn, not all of them: sixty take a while
            ParsedPrekey drawn = lasting.remove(choice(lasting.size(), randomness));
            Optional<EncryptionKey> key = verified(drawn, owner, now, verifier, true);
            if (key.isPresent()) {
                return key;
            }
        }
        return live.stream().filter(parsed -> parsed.prekey().expiresAt().compareTo(messageExpiry) < 0)
                .sorted(Comparator.comparing((ParsedPrekey parsed) -> parsed.prekey().expiresAt()).reversed())
                .flatMap(parsed -> verified(parsed, owner, now, verifier, false).stream()).findFirst();
    }

    private static Optional<EncryptionKey> verified(ParsedPrekey parsed, Ed25519PublicKey owner, Instant now,
                                                    SignatureVerifier verifier, boolean outlivesMessage) {
        return parsed.verify(verifier, owner, now).map(Verified::record).map(prekey -> of(prekey, outlivesMessage));
    }

    public boolean isForwardSecret() {
        return !prekey.isNone();
    }

    private static EncryptionKey of(Prekey prekey, boolean outlivesMessage) {
        return new EncryptionKey(prekey.id(), prekey.publicKey(), outlivesMessage);
    }

    /** Uniform but for a bias below {@code count / 2^64}. */
    private static int choice(int count, Randomness randomness) {
        byte[] draw = new byte[Long.BYTES];
        randomness.fill(draw);
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(draw).getLong(), count);
    }
}

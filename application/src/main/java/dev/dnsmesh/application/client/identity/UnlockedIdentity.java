package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.SigningKeys;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Sha256;

/** The keys of an identity, derived (client.md 1.1). */
public record UnlockedIdentity(X25519PrivateKey decryptionKey, X25519PublicKey encryptionKey, Signer signer) {
    private static final int FINGERPRINT_DIGITS = 16;

    static UnlockedIdentity of(X25519PrivateKey key, KeyAgreement agreement, SigningKeys signing) {
        return new UnlockedIdentity(key, agreement.publicKey(key), signing.signer(key.ed25519Seed()));
    }

    public Ed25519PublicKey signingKey() {
        return signer.publicKey();
    }

    public UserId userId() {
        return UserId.of(encryptionKey);
    }

    public MailboxHash mailbox() {
        return MailboxHash.of(userId());
    }

    /** 16 hex digits that people compare. */
    public String fingerprint() {
        return Sha256.hex(FINGERPRINT_DIGITS, encryptionKey.octets(), signingKey().octets());
    }
}

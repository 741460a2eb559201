package dev.dnsmesh.domain.record.identity;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.octets.Utf8;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;

/**
 * What an identity says: this user name has these keys (records.md 2.3). It vouches for itself alone; who owns the user
 * name is for the owner name, or a pinned key, to tell.
 *
 * @param username 1 to 64 octets of UTF-8, of any characters: show {@link #displayName} to people
 * @param issuedAt never checked; an identity does not expire
 */
public record Identity(
        String username, X25519PublicKey encryptionKey, Ed25519PublicKey signingKey, UnixTime issuedAt,
        MessageVersions versions) {
    static final int MAX_USERNAME = 64;
    private static final int FINGERPRINT_DIGITS = 16;

    /** Refused where the signer is not {@code signingKey}, or the user name is empty, too long or holds control characters. */
    public Signing sign(Signer signer) {
        if (!signer.publicKey().equals(signingKey)) {
            return new Signing.Refused("an identity is signed by the key it names");
        }
        if (!Utf8.fits(username, 1, MAX_USERNAME)) {
            return new Signing.Refused("a user name has 1 to 64 octets of UTF-8");
        }
        if (!displayName().equals(username)) {
            return new Signing.Refused("a user name has no control characters");
        }
        return SealedRecord.seal(RecordType.IDENTITY, body(), signer);
    }

    public UserId userId() {
        return UserId.of(encryptionKey);
    }

    /** 16 hex digits that people compare: of SHA-256 over both keys. */
    public String fingerprint() {
        return Sha256.hex(FINGERPRINT_DIGITS, encryptionKey.octets(), signingKey.octets());
    }

    /** The user name with U+FFFD in place of control characters. */
    public String displayName() {
        StringBuilder shown = new StringBuilder(username.length());
        for (int i = 0; i < username.length(); i++) {
            char c = username.charAt(i);
            shown.append(c < 0x20 || c >= 0x7f && c < 0xa0 ? '\ufffd' : c);
        }
        return shown.toString();
    }

    private Octets body() {
        BodyWriter body = new BodyWriter().text8(username).octets(encryptionKey.octets()).octets(signingKey.octets())
                .time(issuedAt);
        if (!versions.equals(MessageVersions.PLAIN)) {
            body.u8(versions.numbers().length()).octets(versions.numbers());
        }
        return body.body();
    }
}

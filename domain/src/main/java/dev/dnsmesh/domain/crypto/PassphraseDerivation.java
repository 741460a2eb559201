package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Secret;

/** Argon2id, version 0x13 (RFC 9106), from a passphrase to an identity's X25519 private key (records.md 4.1). */
public interface PassphraseDerivation {
    /** With the protocol's own cost, {@link Argon2idCost#PROTOCOL}. Takes tens of milliseconds and 32 MiB. */
    default X25519PrivateKey derive(Secret passphrase, PassphraseSalt salt) {
        return derive(passphrase, salt, Argon2idCost.PROTOCOL);
    }

    /** @param passphrase UTF-8, neither trimmed nor normalised; may be empty */
    X25519PrivateKey derive(Secret passphrase, PassphraseSalt salt, Argon2idCost cost);
}

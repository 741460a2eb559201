package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.PassphraseDerivation;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.crypto.SigningKeys;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** From a passphrase and the configured salt to an identity (client.md 1.1). */
public final class KeyDeriving {
    private final PassphraseDerivation derivation;
    private final KeyAgreement agreement;
    private final SigningKeys signing;

    public KeyDeriving(PassphraseDerivation derivation, KeyAgreement agreement, SigningKeys signing) {
        this.derivation = derivation;
        this.agreement = agreement;
        this.signing = signing;
    }

    /** Takes tens of milliseconds and 32 MiB. */
    public ClientResult<UnlockedIdentity> derive(Secret passphrase, IdentityKeys keys) {
        String hex = keys.kdfSalt().trim();
        Optional<PassphraseSalt> salt = hex.isEmpty() ? Optional.of(PassphraseSalt.DEFAULT)
                : Octets.fromHex(hex).flatMap(PassphraseSalt::of);
        return salt.map(s -> ClientResult.done(UnlockedIdentity.of(derivation.derive(passphrase, s), agreement, signing)))
                .orElseGet(() -> ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                        "kdf_salt is not hex of 8 octets or more; without the right salt the identity cannot be derived"));
    }
}

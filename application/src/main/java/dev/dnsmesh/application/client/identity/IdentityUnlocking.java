package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.Locale;

/** Derives the user's identity and springs the typo tripwire (client.md 1.3). */
public final class IdentityUnlocking {
    private final PassphraseSource passphrases;
    private final KeyDeriving deriving;
    private final Configuration configuration;
    private final boolean override;
    private final Remarks remarks;

    /** @param override a mismatch is a warning ({@code DMP_PASSPHRASE_OVERRIDE_VERIFY}) */
    public IdentityUnlocking(PassphraseSource passphrases, KeyDeriving deriving, Configuration configuration,
                             boolean override, Remarks remarks) {
        this.passphrases = passphrases;
        this.deriving = deriving;
        this.configuration = configuration;
        this.override = override;
        this.remarks = remarks;
    }

    /** The identity that these settings and the passphrase give. The first one is noted in the configuration. */
    public ClientResult<UnlockedIdentity> unlock(ClientSettings settings) {
        return passphrases.current(settings.identity())
                .then(passphrase -> deriving.derive(passphrase, settings.identity()))
                .then(identity -> verified(identity, settings.identity()));
    }

    /**
     * The tripwire alone, for what needs no key: a passphrase that is at hand must be the one of before. Nobody is asked for
     * one, and nothing is noted.
     */
    public ClientResult<ClientSettings> checked(ClientSettings settings) {
        IdentityKeys keys = settings.identity();
        return keys.verifyPubkey().isBlank() ? ClientResult.done(settings) : passphrases.atHand(keys)
                .map(passphrase -> deriving.derive(passphrase, keys).then(identity -> verified(identity, keys)).map(_ -> settings))
                .orElseGet(() -> ClientResult.done(settings));
    }

    private ClientResult<UnlockedIdentity> verified(UnlockedIdentity identity, IdentityKeys keys) {
        String noted = keys.verifyPubkey().trim().toLowerCase(Locale.ROOT);
        Ed25519PublicKey derived = identity.signingKey();
        if (noted.isEmpty()) {
            note(derived);
            return ClientResult.done(identity);
        }
        if (noted.equals(derived.hex())) {
            return ClientResult.done(identity);
        }
        String mismatch = "the passphrase derives the key " + derived.hex() + ", not " + noted + " as before";
        if (override) {
            remarks.warning(mismatch + "; going on because DMP_PASSPHRASE_OVERRIDE_VERIFY is 1");
            return ClientResult.done(identity);
        }
        return ClientFailure.of(ClientErrorCode.PASSPHRASE_MISMATCH, mismatch
                        + "; check for a typo (or DMP_PASSPHRASE_OVERRIDE_VERIFY=1, once, if it is meant)")
                .with("derived_spk", derived.hex()).with("verify_pubkey", noted).<UnlockedIdentity>result();
    }

    private void note(Ed25519PublicKey derived) {
        ClientResult<ClientSettings> saved = configuration.change(now -> !now.identity().verifyPubkey().isBlank() ? now
                : now.withIdentity(new IdentityKeys(now.identity().kdfSalt(), derived.hex(), now.identity().passphraseFile())));
        if (saved instanceof ClientResult.Failed<ClientSettings>(var failure)) {
            remarks.warning("the derived key could not be noted, so a typo in a passphrase will go unseen: " + failure.message());
        }
    }
}

package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.OwnIdentity;
import dev.dnsmesh.application.client.port.in.ShowIdentity;

/** Derives and tells. */
public final class ShowIdentityUseCase implements ShowIdentity {
    private final Configuration configuration;
    private final IdentityUnlocking unlocking;

    public ShowIdentityUseCase(Configuration configuration, IdentityUnlocking unlocking) {
        this.configuration = configuration;
        this.unlocking = unlocking;
    }

    @Override
    public ClientResult<OwnIdentity> show() {
        return configuration.load().then(settings -> unlocking.unlock(settings).map(keys -> new OwnIdentity(settings.username(),
                settings.ownZone(), settings.username() + "@" + settings.identityHost(), keys.encryptionKey(), keys.signingKey(),
                keys.userId(), keys.fingerprint())));
    }
}

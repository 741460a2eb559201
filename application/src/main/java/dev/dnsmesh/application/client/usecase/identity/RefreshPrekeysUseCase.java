package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RefreshPrekeys;
import dev.dnsmesh.domain.record.TimeLimits;

/** Fills the stock of prekeys up. */
public final class RefreshPrekeysUseCase implements RefreshPrekeys {
    private static final int MAX_COUNT = 1000;

    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final PrekeyPublishing publishing;

    public RefreshPrekeysUseCase(Configuration configuration, IdentityUnlocking unlocking, PrekeyPublishing publishing) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.publishing = publishing;
    }

    @Override
    public ClientResult<Refreshed> refresh(int count, long ttlSeconds) {
        if (count < 1 || count > MAX_COUNT || ttlSeconds < 1 || ttlSeconds > TimeLimits.SHORT_LIVED.toSeconds()) {
            return ClientFailure.of(ClientErrorCode.USAGE, "a refresh makes 1 to " + MAX_COUNT + " prekeys that live 1 to "
                    + TimeLimits.SHORT_LIVED.toSeconds() + " seconds").<Refreshed>result();
        }
        return configuration.load().then(settings -> OwnNames.of(settings)
                .then(names -> unlocking.unlock(settings)
                        .then(keys -> publishing.refresh(settings, names, keys, count, ttlSeconds))));
    }
}

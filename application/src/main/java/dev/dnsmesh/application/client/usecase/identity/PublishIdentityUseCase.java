package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.PublishIdentity;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import java.util.List;

/** Publishes the identity that the passphrase gives. */
public final class PublishIdentityUseCase implements PublishIdentity {
    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final IdentityPublishing publishing;
    private final Remarks remarks;

    public PublishIdentityUseCase(Configuration configuration, IdentityUnlocking unlocking, IdentityPublishing publishing,
                                  Remarks remarks) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.publishing = publishing;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Published> publish(long ttlSeconds, boolean envelopes) {
        MessageVersions versions = envelopes ? MessageVersions.PLAIN_AND_ENVELOPE : MessageVersions.PLAIN;
        return configuration.load().then(settings -> OwnNames.of(settings)
                .then(names -> unlocking.unlock(settings).then(keys -> {
                    if (names.anchored() && !names.identityHost().equals(names.zone())) {
                        remarks.warning("identity_domain is not the own zone " + names.zone() + ": who fetches " + names.address()
                                + " will look for prekeys and mail there and find neither");
                    }
                    return publishing.publish(settings, names, keys, ttlSeconds, versions)
                            .map(replaced -> noted(replaced, settings, ttlSeconds)).map(replaced -> new Published(names.identity().text(), names.address(),
                                    envelopes ? List.of(1, MessageVersions.ENVELOPE) : List.of(1), ttlSeconds,
                                    keys.fingerprint(), replaced));
                })));
    }

    /** So that housekeeping is in time; what cannot be noted was published nevertheless. */
    private int noted(int replaced, ClientSettings settings, long ttlSeconds) {
        if (settings.ours().identityTtl() != ttlSeconds && configuration.change(now ->
                now.withOurs(now.ours().withIdentityTtl((int) ttlSeconds))) instanceof ClientResult.Failed<ClientSettings>(var failure)) {
            remarks.warning("how long the identity lives could not be noted: " + failure.message());
        }
        return replaced;
    }
}

package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.application.usecase.update.UpdateSettings;

/**
 * Everything a node is told, parsed once.
 *
 * @param loopbackProfile nothing was configured: this machine only
 */
public record NodeSettings(boolean loopbackProfile, StateSettings state, LogSettings log, AuthoritySettings authority, DnsSettings dns,
                           UpdateSettings update, HttpSettings http, TlsSettings tls, RegistrationSettings registration, ClusterSettings cluster,
                           HeartbeatSettings heartbeat) {
    /** These, but for what a reload can change, which comes from {@code fresh}: the variables marked {@code LIVE}. */
    NodeSettings takingOver(NodeSettings fresh) {
        return new NodeSettings(loopbackProfile, state, fresh.log, authority.takingOver(fresh.authority), dns.takingOver(fresh.dns),
                takingOver(fresh.update), http, tls, registration.takingOver(fresh.registration), cluster, heartbeat);
    }

    private UpdateSettings takingOver(UpdateSettings fresh) {
        UpdateSettings.Claims claims = fresh.claims();
        return new UpdateSettings(update.enabled(), fresh.maxTtl(), fresh.maxValueOctets(), fresh.maxValuesPerName(),
                new UpdateSettings.Claims(claims.firstContact(), claims.receiver(), update.claims().providerZone(), claims.life(),
                        claims.perRecipient(), claims.perSource(), claims.maxTotal()),
                fresh.keys(), fresh.replayEntries());
    }
}

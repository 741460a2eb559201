package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.application.usecase.update.UpdateSettings;

/**
 * Everything a node is told, parsed once.
 *
 * @param loopbackProfile nothing was configured: this machine only
 */
public record NodeSettings(boolean loopbackProfile, StateSettings state, LogSettings log, AuthoritySettings authority, DnsSettings dns,
                           UpdateSettings update, HttpSettings http, RegistrationSettings registration, ClusterSettings cluster,
                           HeartbeatSettings heartbeat) {
}

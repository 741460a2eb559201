package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RepairLocalDns;
import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.zone.LocalDnsDiscovery;
import dev.dnsmesh.application.client.zone.LocalDnsDiscovery.Found;

/** Probes the endpoint's host and stores what answered. */
public final class RepairLocalDnsUseCase implements RepairLocalDns {
    private final Configuration configuration;
    private final LocalDnsDiscovery discovery;

    public RepairLocalDnsUseCase(Configuration configuration, NodeProbe probe) {
        this.configuration = configuration;
        this.discovery = new LocalDnsDiscovery(probe);
    }

    @Override
    public ClientResult<Pinned> repair() {
        return configuration.load().then(settings -> find(settings.home().endpoint()))
                .then(found -> configuration.change(settings -> pinned(settings, found)).map(_ -> new Pinned(found.server(), found.port())));
    }

    private ClientResult<Found> find(String endpoint) {
        if (endpoint.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                    "no node is configured; set one with: dnsmesh config set endpoint URL");
        }
        return discovery.at(endpoint).map(ClientResult::done).orElseGet(() -> ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                "no node answers DNS UPDATEs at the host of " + endpoint + ", ports 5353 and 53"));
    }

    private static ClientSettings pinned(ClientSettings settings, Found found) {
        Home home = settings.home();
        return settings.withHome(new Home(home.domain(), home.endpoint(), home.httpToken(), home.identityDomain(), found.server(), found.port()));
    }
}

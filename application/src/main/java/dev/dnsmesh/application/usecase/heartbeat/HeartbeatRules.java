package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node tells of itself and whom it asks (heartbeat.md 4, 7).
 *
 * @param zone         under which it publishes; without one it only listens
 * @param capabilities bits of the record
 * @param lifetime     of the record and its row
 * @param seeds        zones that are asked first
 * @param peers        hosts of the nodes of the same operator
 * @param maxZones     asked in one round
 * @param budget       of one round
 */
public record HeartbeatRules(PublicEndpoint endpoint, Optional<OwnerName> zone, String version, int capabilities, Duration lifetime,
                             List<OwnerName> seeds, List<OwnerName> peers, int maxZones, Duration budget) {
    public HeartbeatRules {
        seeds = List.copyOf(seeds);
        peers = List.copyOf(peers);
    }
}

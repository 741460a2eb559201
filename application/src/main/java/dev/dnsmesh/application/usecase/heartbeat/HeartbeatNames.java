package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/** The owner names of discovery (heartbeat.md 3). */
final class HeartbeatNames {
    private HeartbeatNames() {
    }

    /** Of the nodes that serve the zone; empty where that name is too long. */
    static Optional<OwnerName> own(OwnerName zone) {
        return zone.child("_dnsmesh-heartbeat");
    }

    /** Of the nodes that they have heard of. */
    static Optional<OwnerName> seen(OwnerName zone) {
        return zone.child("_dnsmesh-seen");
    }
}

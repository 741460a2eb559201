package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/** The name of the cluster that this node belongs to, where it is known. */
record ClusterName(Optional<OwnerName> cluster) {
}

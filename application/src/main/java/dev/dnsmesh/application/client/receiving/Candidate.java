package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.receiving.MessageReference;
import dev.dnsmesh.domain.record.manifest.Manifest;

/**
 * A message that is to be fetched.
 *
 * @param zone where its manifest was found, and so its chunks are
 */
record Candidate(Manifest manifest, OwnerName zone, Via via, Destination destination) {
    MessageReference reference() {
        return MessageReference.of(manifest);
    }
}

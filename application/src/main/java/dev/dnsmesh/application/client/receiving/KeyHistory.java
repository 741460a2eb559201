package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.receiving.Pin;
import dev.dnsmesh.domain.record.rotation.KeyChain;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What contacts have published about their keys (client.md 10.2, 10.3), looked up where the settings want it. */
final class KeyHistory {
    private final ClientSettings settings;
    private final PassLookups lookups;
    private final SignatureVerifier verifier;
    private final Instant now;

    KeyHistory(ClientSettings settings, PassLookups lookups, SignatureVerifier verifier, Instant now) {
        this.settings = settings;
        this.lookups = lookups;
        this.verifier = verifier;
        this.now = now;
    }

    /** One of the contacts who pinned the key has revoked it. */
    boolean isRevoked(List<Pin> pins) {
        return settings.ours().rotationCheck() && pins.stream()
                .anyMatch(pin -> chain(pin).filter(chain -> chain.isRevoked(pin.signingKey())).isPresent());
    }

    /** The chain of one of these contacts ends at that key. */
    boolean leadsTo(List<Pin> pins, Ed25519PublicKey signer) {
        return settings.ours().rotationFollow() && pins.stream().anyMatch(pin -> chain(pin)
                .filter(chain -> chain.walk(pin.signingKey()).equals(new KeyChain.End.Head(signer))).isPresent());
    }

    private Optional<KeyChain> chain(Pin pin) {
        return PinnedContacts.subject(settings, pin).map(subject -> {
            List<String> values = lookups.all(subject.rotationNames()).values().stream()
                    .flatMap((Lookup lookup) -> PassLookups.values(lookup).stream())
                    .map(TxtValue::text).flatMap(Optional::stream).toList();
            return KeyChain.of(subject, values, verifier, now);
        });
    }
}

package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.prekey.ParsedPrekey;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the prekeys that somebody has published (client.md 5.2). */
public final class PublishedPrekeys {
    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final TimeSource time;

    public PublishedPrekeys(TxtResolver resolver, SignatureVerifier verifier, TimeSource time) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.time = time;
    }

    /** The verifying, unexpired ones; empty where the name could not be read. */
    public Optional<List<Prekey>> live(String username, String zone, Ed25519PublicKey owner) {
        Optional<OwnerName> name = OwnerName.parse(zone).flatMap(parent -> RelativeName.prekeysOf(username).under(parent));
        return name.map(resolver::lookup).flatMap(lookup -> switch (lookup) {
            case Lookup.Found(var values) -> Optional.of(verifying(values, owner));
            case Lookup.Absent _ -> Optional.of(List.of());
            case Lookup.Unreachable _ -> Optional.empty();
        });
    }

    private List<Prekey> verifying(List<TxtValue> values, Ed25519PublicKey owner) {
        Instant now = time.now();
        return values.stream().map(TxtValue::text).flatMap(Optional::stream)
                .map(ParsedPrekey::parse).flatMap(Optional::stream)
                .filter(parsed -> !parsed.prekey().isExpired(now))
                .map(parsed -> parsed.verify(verifier, owner, now)).flatMap(Optional::stream)
                .map(Verified::record).toList();
    }
}

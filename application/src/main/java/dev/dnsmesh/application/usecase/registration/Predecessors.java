package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.rotation.KeyChain;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keys that the node's own records prove to have been replaced by the one presented (registration.md W6). */
final class Predecessors {
    private final RecordStore records;
    private final SignatureVerifier verifier;

    Predecessors(RecordStore records, SignatureVerifier verifier) {
        this.records = records;
        this.verifier = verifier;
    }

    /** @param zone where the subject publishes, whatever its own domain is */
    Set<Ed25519PublicKey> of(Subject subject, Ed25519PublicKey presented, Optional<OwnerName> zone, Instant now) {
        Optional<KeySubject> named = KeySubject.of(SubjectType.USER, subject.text());
        return named.map(user -> {
            List<String> values = names(subject, user, zone)
                    .flatMap(name -> records.liveAt(name, now).stream())
                    .flatMap(row -> row.value().text().stream()).toList();
            KeyChain chain = KeyChain.of(user, values, verifier, now);
            return chain.isRevoked(presented) ? Set.<Ed25519PublicKey>of() : chain.predecessorsOf(presented);
        }).orElse(Set.of());
    }

    /** A record names its subject itself, so each place counts where the subject can publish one by key or by token. */
    private static Stream<OwnerName> names(Subject subject, KeySubject user, Optional<OwnerName> zone) {
        Optional<OwnerName> inZone = zone.flatMap(RelativeName.rotationOf(subject.local())::under);
        Optional<OwnerName> anchored = OwnerName.parse(subject.local() + "." + subject.domain())
                .flatMap(RelativeName.ROTATION_ANCHOR::under);
        return Stream.of(user.rotationNames().stream(), inZone.stream(), anchored.stream())
                .flatMap(Function.identity()).distinct();
    }
}

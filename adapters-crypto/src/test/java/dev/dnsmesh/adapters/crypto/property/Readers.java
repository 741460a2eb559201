package dev.dnsmesh.adapters.crypto.property;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.bootstrap.SealedBootstrap;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.domain.record.claim.ParsedClaim;
import dev.dnsmesh.domain.record.cluster.SealedClusterManifest;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.record.manifest.ParsedManifest;
import dev.dnsmesh.domain.record.prekey.ParsedPrekey;
import dev.dnsmesh.domain.record.rotation.ParsedRevocation;
import dev.dnsmesh.domain.record.rotation.ParsedRotation;
import java.time.Instant;
import java.util.Optional;

/** Every parser behind one call, so that a property is stated once for all record types. */
record Readers(SignatureVerifier verifier, BlockCode code, Ed25519PublicKey pinned, Instant now) {
    /** What the text says, once everything its type demands has been checked. */
    Optional<Object> read(RecordType type, String text) {
        return switch (type) {
            case CHUNK -> Chunk.parse(text).filter(chunk -> chunk.block(code).isPresent()).map(chunk -> chunk);
            case MANIFEST -> ParsedManifest.parse(text).flatMap(p -> p.verify(verifier, now)).map(Verified::record);
            case IDENTITY -> ParsedIdentity.parse(text).flatMap(p -> p.verify(verifier)).map(Verified::record);
            case PREKEY -> ParsedPrekey.parse(text).flatMap(p -> p.verify(verifier, pinned, now)).map(Verified::record);
            case CLAIM -> ParsedClaim.parse(text).flatMap(p -> p.verify(verifier, now)).map(Verified::record);
            case CLUSTER -> SealedClusterManifest.open(text).flatMap(p -> p.verify(verifier, pinned, now))
                    .map(Verified::record);
            case BOOTSTRAP -> SealedBootstrap.open(text).flatMap(p -> p.verify(verifier, pinned, now))
                    .map(Verified::record);
            case ROTATION -> ParsedRotation.parse(text).flatMap(p -> p.verify(verifier, now)).map(Verified::record);
            case REVOCATION -> ParsedRevocation.parse(text).flatMap(p -> p.verify(verifier, now)).map(Verified::record);
            case HEARTBEAT -> ParsedHeartbeat.parse(text).flatMap(p -> p.verify(verifier, now)).map(Verified::record);
        };
    }
}

package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.StrictBase64;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.domain.record.claim.ParsedClaim;
import dev.dnsmesh.domain.record.cluster.SealedClusterManifest;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.record.manifest.ParsedManifest;
import dev.dnsmesh.domain.record.rotation.ParsedRevocation;
import dev.dnsmesh.domain.record.rotation.ParsedRotation;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies single rows of other nodes (cluster.md 7). Records of the protocol are not bound to an owner name here; what
 * has no key to be verified with is judged by its shape.
 */
public final class RowVerifier {
    /** One octet and a signature. */
    private static final int MIN_SHAPE = 65;

    private final SignatureVerifier signatures;
    private final BlockCode code;
    private final ClusterCheck clusterCheck;

    private RowVerifier(SignatureVerifier signatures, BlockCode code, ClusterCheck clusterCheck) {
        this.signatures = signatures;
        this.code = code;
        this.clusterCheck = clusterCheck;
    }

    private interface ClusterCheck {
        boolean passes(String value, Instant now);
    }

    /** Judges cluster manifests by their shape, because no operator is pinned. */
    public static RowVerifier withoutOperator(SignatureVerifier signatures, BlockCode code) {
        return new RowVerifier(signatures, code, (value, now) -> hasShape(RecordType.CLUSTER, value));
    }

    /** Verifies cluster manifests, of any cluster, with the pinned key of their operator. */
    public static RowVerifier pinning(Ed25519PublicKey operator, SignatureVerifier signatures, BlockCode code) {
        return new RowVerifier(signatures, code, (value, now) -> SealedClusterManifest.open(value)
                .flatMap(sealed -> sealed.verify(signatures, operator, now))
                .isPresent());
    }

    /**
     * @param name  the owner name as the peer announced it
     * @param value the whole TXT value
     */
    public RowVerdict judge(String name, String value, Instant now) {
        RowKind kind = RowKind.of(value);
        Optional<RowVerdict.Reason> objection = switch (kind) {
            case MANIFEST -> objectionUnless(
                    ParsedManifest.parse(value).flatMap(parsed -> parsed.verify(signatures, now)).isPresent());
            case IDENTITY -> objectionUnless(
                    ParsedIdentity.parse(value).flatMap(parsed -> parsed.verify(signatures)).isPresent());
            case PREKEY -> objectionUnless(hasShape(RecordType.PREKEY, value));
            case CLUSTER -> objectionUnless(clusterCheck.passes(value, now));
            case BOOTSTRAP -> objectionUnless(hasShape(RecordType.BOOTSTRAP, value));
            case CHUNK -> objectionUnless(
                    payload(RecordType.CHUNK, value).flatMap(octets -> Chunk.intactBlock(octets, code)).isPresent());
            case CLAIM -> objectionUnless(
                    ParsedClaim.parse(value).flatMap(parsed -> parsed.verify(signatures, now)).isPresent());
            case ROTATION -> objectionUnless(
                    ParsedRotation.parse(value).flatMap(parsed -> parsed.verify(signatures, now)).isPresent());
            case REVOCATION -> objectionUnless(
                    ParsedRevocation.parse(value).flatMap(parsed -> parsed.verify(signatures, now)).isPresent());
            case UNKNOWN_RECORD -> Optional.of(RowVerdict.Reason.UNKNOWN_RECORD);
            case FOREIGN -> objectionToForeign(name, value);
        };
        return objection.<RowVerdict>map(reason -> new RowVerdict.Refused(kind, reason))
                .orElseGet(() -> new RowVerdict.Accepted(kind));
    }

    private static Optional<RowVerdict.Reason> objectionUnless(boolean verifies) {
        return verifies ? Optional.empty() : Optional.of(RowVerdict.Reason.DOES_NOT_VERIFY);
    }

    private static Optional<RowVerdict.Reason> objectionToForeign(String name, String value) {
        if (value.isEmpty()) {
            return Optional.of(RowVerdict.Reason.EMPTY_VALUE);
        }
        return ReservedNames.contains(name)
                ? Optional.of(RowVerdict.Reason.FOREIGN_AT_RESERVED_NAME) : Optional.empty();
    }

    private static boolean hasShape(RecordType type, String value) {
        return payload(type, value).filter(octets -> octets.length() >= MIN_SHAPE).isPresent();
    }

    private static Optional<Octets> payload(RecordType type, String value) {
        return StrictBase64.decode(value.substring(type.prefix().length()));
    }
}

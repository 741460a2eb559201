package dev.dnsmesh.domain.record.cluster;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster manifest before any field is read: its fields count only once the pinned operator has vouched for them. */
public record SealedClusterManifest(SealedRecord sealed) {
    /** Magic, seq, exp, operator and one octet: what 120 octets leave beside the signature. */
    private static final int MIN_BODY = 56;

    /** Empty where the text has not the prefix, is longer than 1200, or does not decode. Never throws. */
    public static Optional<SealedClusterManifest> open(String text) {
        return SealedRecord.open(RecordType.CLUSTER, text).map(SealedClusterManifest::new);
    }

    /** Signed by {@code operator} and naming it, well-formed, not expired, and expiring within five years. */
    public Optional<Verified<ClusterManifest>> verify(
            SignatureVerifier verifier, Ed25519PublicKey operator, Instant now) {
        return sealed.verifiedThenRead(verifier, operator, body -> read(body)
                .filter(manifest -> manifest.operator().equals(operator)
                        && !manifest.expiresAt().isBefore(now)
                        && manifest.expiresAt().isAtMostAhead(TimeLimits.LONG_LIVED, now)));
    }

    /** The same, and of that name; the case and one trailing dot of {@code expectedName} do not count. */
    public Optional<Verified<ClusterManifest>> verify(
            SignatureVerifier verifier, Ed25519PublicKey operator, Instant now, String expectedName) {
        String expected = DnRule.withoutTrailingDot(expectedName);
        return verify(verifier, operator, now)
                .filter(manifest -> Ascii.equalIgnoringCase(manifest.record().name().text(), expected));
    }

    /**
     * The sequence number that the text claims, for who has no key to check it with (cluster.md 8.3); empty where text
     * and signature together have fewer than 120 octets.
     */
    public Optional<SequenceNumber> claimedSequence() {
        if (sealed.body().length() < MIN_BODY) {
            return Optional.empty();
        }
        BodyReader body = new BodyReader(sealed.body());
        body.octets(ClusterManifest.MAGIC.length());
        return Optional.of(new SequenceNumber(body.u64()));
    }

    /** The fields that the text claims, for who has no key to check them with; empty where they are not well-formed. */
    public Optional<ClusterManifest> claimed() {
        return read(new BodyReader(sealed.body()));
    }

    private static Optional<ClusterManifest> read(BodyReader body) {
        body.expect(ClusterManifest.MAGIC);
        SequenceNumber sequence = new SequenceNumber(body.u64());
        UnixTime expiresAt = body.time();
        Ed25519PublicKey operator = body.ed25519();
        Optional<DomainName> name = DomainName.parse(body.text(body.u8()));
        int count = body.u8();
        if (name.isEmpty() || count > ClusterManifest.MAX_NODES) {
            return Optional.empty();
        }
        List<ClusterNode> nodes = new ArrayList<>(count);
        for (int i = 0; i < count && body.isSound(); i++) {
            String id = body.text(body.u8());
            String httpEndpoint = body.text(body.u16());
            nodes.add(new ClusterNode(id, httpEndpoint, body.text(body.u16())));
        }
        return !body.complete() ? Optional.empty()
                : Optional.of(new ClusterManifest(name.get(), operator, sequence, expiresAt, nodes))
                        .filter(ClusterManifest::isWellFormed);
    }
}

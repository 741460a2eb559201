package dev.dnsmesh.domain.record.cluster;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import java.util.List;

/**
 * What a cluster manifest says: {@code operator} runs these nodes as one cluster (records.md 2.6). Among the values at
 * its name the highest {@code sequence} counts, the first of equals.
 *
 * @param name  at most 64 octets
 * @param nodes 1 to 32, with different ids
 */
public record ClusterManifest(
        DomainName name, Ed25519PublicKey operator, SequenceNumber sequence, UnixTime expiresAt,
        List<ClusterNode> nodes) {
    static final Octets MAGIC = Octets.utf8("DMPCL01");
    static final int MAX_NAME = 64;
    static final int MAX_NODES = 32;

    public ClusterManifest {
        nodes = List.copyOf(nodes);
    }

    /** Refused where the signer is not {@code operator}, a field breaks its rule, or the text gets longer than 1200. */
    public Signing sign(Signer signer) {
        if (!signer.publicKey().equals(operator)) {
            return new Signing.Refused("a cluster manifest is signed by the operator it names");
        }
        if (!isWellFormed()) {
            return new Signing.Refused("a cluster manifest has a name of at most 64 octets and 1 to 32 nodes with "
                    + "different ids (16), HTTP endpoints (128) and perhaps DNS endpoints (64)");
        }
        return SealedRecord.seal(RecordType.CLUSTER, body(), signer);
    }

    boolean isWellFormed() {
        return name.octetLength() <= MAX_NAME
                && !nodes.isEmpty() && nodes.size() <= MAX_NODES
                && nodes.stream().allMatch(ClusterNode::isWellFormed)
                && nodes.stream().map(ClusterNode::id).distinct().count() == nodes.size();
    }

    private Octets body() {
        BodyWriter body = new BodyWriter().octets(MAGIC).u64(sequence.value()).time(expiresAt)
                .octets(operator.octets()).text8(name.text()).u8(nodes.size());
        for (ClusterNode node : nodes) {
            body.text8(node.id()).text16(node.httpEndpoint()).text16(node.dnsEndpoint());
        }
        return body.body();
    }
}

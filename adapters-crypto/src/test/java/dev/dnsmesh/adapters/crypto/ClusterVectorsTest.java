package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.record.cluster.SealedClusterManifest;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ClusterVectorsTest {
    @TestFactory
    Stream<DynamicTest> cluster() {
        return Vectors.tests("cluster", 370, ClusterVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "sign" -> {
                Optional<Signing> signing = manifest(c.input())
                        .map(manifest -> manifest.sign(RecordVectors.signer(c, "x25519_private")));
                ObjectNode signed = RecordVectors.signed(RecordType.CLUSTER, signing);
                yield signed.has("wire") ? signed.put("wire_length", signed.get("wire").textValue().length()) : signed;
            }
            case "verify" -> RecordVectors.verified(RecordVectors.key(c.input(), "operator_spk")
                    .flatMap(operator -> verify(c, operator))
                    .map(Verified::record)
                    .map(ClusterVectorsTest::fields));
            case "validate_dns_name" -> valid(DnRule.admits(c.text("name")));
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static Optional<Verified<ClusterManifest>> verify(Case c, Ed25519PublicKey operator) {
        return SealedClusterManifest.open(c.text("wire")).flatMap(sealed -> c.has("expected_cluster_name")
                ? sealed.verify(VERIFIER, operator, RecordVectors.now(c), c.text("expected_cluster_name"))
                : sealed.verify(VERIFIER, operator, RecordVectors.now(c)));
    }

    private static Optional<ClusterManifest> manifest(JsonNode in) {
        Optional<DomainName> name = DomainName.parse(in.get("cluster_name").textValue());
        Optional<Ed25519PublicKey> operator = RecordVectors.key(in, "operator_spk");
        Optional<Long> seq = RecordVectors.unsigned(in, "seq", 64);
        Optional<UnixTime> exp = RecordVectors.time(in, "exp");
        List<Optional<ClusterNode>> nodes = new ArrayList<>();
        in.get("nodes").forEach(node -> nodes.add(node(node)));
        return Stream.concat(Stream.of(name, operator, seq, exp), nodes.stream()).allMatch(Optional::isPresent)
                ? Optional.of(new ClusterManifest(name.get(), operator.get(), new SequenceNumber(seq.get()), exp.get(),
                        nodes.stream().map(Optional::get).toList()))
                : Optional.empty();
    }

    private static Optional<ClusterNode> node(JsonNode node) {
        String id = node.get("node_id").textValue();
        String http = node.get("http_endpoint").textValue();
        return node.hasNonNull("dns_endpoint") ? ClusterNode.withDns(id, http, node.get("dns_endpoint").textValue())
                : Optional.of(ClusterNode.withoutDns(id, http));
    }

    private static ObjectNode fields(ClusterManifest manifest) {
        ObjectNode fields = Vectors.object()
                .put("cluster_name", manifest.name().text())
                .put("operator_spk", manifest.operator().hex())
                .put("seq", RecordVectors.number(manifest.sequence().value()))
                .put("exp", RecordVectors.number(manifest.expiresAt()));
        ArrayNode nodes = fields.putArray("nodes");
        manifest.nodes().forEach(node -> nodes.addObject()
                .put("node_id", node.id())
                .put("http_endpoint", node.httpEndpoint())
                .put("dns_endpoint", node.dns().orElse(null)));
        return fields;
    }
}

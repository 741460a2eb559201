package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.sync.ReservedNames;
import dev.dnsmesh.domain.sync.RowVerdict;
import dev.dnsmesh.domain.sync.RowVerifier;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class SyncVerifyVectorsTest {
    @TestFactory
    Stream<DynamicTest> sync_verify() {
        return Vectors.tests("sync_verify", 454, SyncVerifyVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "reserved_name" -> valid(ReservedNames.contains(c.text("name")));
            case "verify_record" -> {
                RowVerdict verdict = verifier(c).judge(c.text("name"), c.text("value"), RecordVectors.now(c));
                yield valid(switch (verdict) {
                    case RowVerdict.Accepted(_) -> true;
                    case RowVerdict.Refused(_, _) -> false;
                }).put("kind", verdict.kind().label());
            }
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static RowVerifier verifier(Case c) {
        ReedSolomonBlockCode code = new ReedSolomonBlockCode();
        return c.has("cluster_operator_spk")
                ? RowVerifier.pinning(RecordVectors.key(c.input(), "cluster_operator_spk").orElseThrow(),
                        RecordVectors.VERIFIER, code)
                : RowVerifier.withoutOperator(RecordVectors.VERIFIER, code);
    }
}

package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.rotation.ParsedRevocation;
import dev.dnsmesh.domain.record.rotation.Revocation;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class RevocationVectorsTest {
    @TestFactory
    Stream<DynamicTest> revocation() {
        return Vectors.tests("revocation", 282, c -> c.op().equals("sign") ? sign(c) : verify(c));
    }

    private static JsonNode sign(Case c) {
        JsonNode in = c.input();
        Optional<Signing> signing = RotationVectorsTest.subject(in)
                .flatMap(subject -> RecordVectors.key(in, "revoked_spk")
                        .flatMap(key -> RevocationReason.of(in.get("reason_code").intValue())
                                .flatMap(reason -> RecordVectors.time(in, "ts")
                                        .map(ts -> new Revocation(subject, key, reason, ts)))))
                .map(revocation -> revocation.sign(RecordVectors.signer(c, "x25519_private")));
        return RecordVectors.signed(RecordType.REVOCATION, signing);
    }

    private static JsonNode verify(Case c) {
        return RecordVectors.verified(ParsedRevocation.parse(c.text("wire"))
                .flatMap(parsed -> c.has("max_age_seconds")
                        ? parsed.verify(VERIFIER, RecordVectors.now(c), Duration.ofSeconds(c.number("max_age_seconds")))
                        : parsed.verify(VERIFIER, RecordVectors.now(c)))
                .map(Verified::record)
                .filter(revocation -> RotationVectorsTest.isExpected(c, "expected_revoked_spk", revocation.revokedKey()))
                .filter(revocation -> !c.has("expected_subject")
                        || revocation.subject().isSameAs(c.text("expected_subject")))
                .map(RevocationVectorsTest::fields));
    }

    private static ObjectNode fields(Revocation revocation) {
        return Vectors.object()
                .put("subject_type", revocation.subject().type().code())
                .put("subject", revocation.subject().text())
                .put("revoked_spk", revocation.revokedKey().hex())
                .put("reason_code", revocation.reason().code())
                .put("ts", RecordVectors.number(revocation.issuedAt()));
    }
}

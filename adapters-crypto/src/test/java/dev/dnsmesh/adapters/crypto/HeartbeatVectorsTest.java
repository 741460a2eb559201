package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class HeartbeatVectorsTest {
    /**
     * Zones that records.md 2.10 forbids our signer, although the recorded signer takes them. The recorded bytes hold
     * for the seal; the heartbeat itself is refused.
     */
    private static final Set<String> NEVER_SIGNED = Set.of("sign-zone-64", "sign-zone-any");

    @TestFactory
    Stream<DynamicTest> heartbeat() {
        return Vectors.tests("heartbeat", 580, HeartbeatVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "sign" -> RecordVectors.signed(RecordType.HEARTBEAT, sign(c));
            case "verify" -> RecordVectors.verified(ParsedHeartbeat.parse(c.text("wire"))
                    .flatMap(parsed -> parsed.verify(VERIFIER, RecordVectors.now(c),
                            RecordVectors.seconds(c, "ts_skew_seconds", TimeLimits.SKEW)))
                    .map(Verified::record)
                    .map(HeartbeatVectorsTest::fields));
            case "validate_endpoint" -> valid(PublicEndpoint.parse(c.text("endpoint")).isPresent());
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static Optional<Signing> sign(Case c) {
        Optional<Signing> signing = heartbeat(c.input())
                .map(heartbeat -> heartbeat.sign(RecordVectors.seedSigner(c, "ed25519_seed")));
        if (!NEVER_SIGNED.contains(c.id())) {
            return signing;
        }
        assertThat(signing.flatMap(Signing::signed)).isEmpty();
        return RecordVectors.octets(c.expect(), "body").map(body ->
                SealedRecord.seal(RecordType.HEARTBEAT, body, RecordVectors.seedSigner(c, "ed25519_seed")));
    }

    private static Optional<Heartbeat> heartbeat(JsonNode in) {
        Optional<PublicEndpoint> endpoint = PublicEndpoint.parse(in.get("endpoint").textValue());
        Optional<Ed25519PublicKey> operator = RecordVectors.key(in, "operator_spk");
        Optional<UnixTime> ts = RecordVectors.time(in, "ts");
        Optional<UnixTime> exp = RecordVectors.time(in, "exp");
        return Stream.of(endpoint, operator, ts, exp).allMatch(Optional::isPresent)
                ? Optional.of(new Heartbeat(endpoint.get(), operator.get(), in.get("version").textValue(),
                        in.get("capabilities").intValue(), in.get("claim_provider_zone").textValue(),
                        ts.get(), exp.get()))
                : Optional.empty();
    }

    private static ObjectNode fields(Heartbeat heartbeat) {
        return Vectors.object()
                .put("endpoint", heartbeat.endpoint().text())
                .put("operator_spk", heartbeat.operator().hex())
                .put("version", heartbeat.version())
                .put("capabilities", heartbeat.capabilities())
                .put("claim_provider_zone", heartbeat.zone())
                .put("ts", RecordVectors.number(heartbeat.issuedAt()))
                .put("exp", RecordVectors.number(heartbeat.expiresAt()));
    }
}

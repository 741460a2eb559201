package dev.dnsmesh.domain.message;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class EnvelopeVectorsTest {
    @TestFactory
    Stream<DynamicTest> envelope() {
        return Vectors.tests("envelope", 164, EnvelopeVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "canonicalize" -> CanonicalAddress.of(c.text("address"))
                    .<JsonNode>map(a -> valid(true).put("canonical", a.toString())).orElse(valid(false));
            case "encode" -> {
                Octets body = octets(c, "body");
                Optional<CanonicalAddress> from = Optional.of(c.input().get("sender_addr"))
                        .filter(JsonNode::isTextual).map(JsonNode::textValue).flatMap(CanonicalAddress::of);
                yield valid(true).put("plaintext", from.map(f -> Envelope.wrap(f, body)).orElse(body).hex());
            }
            case "decode" -> {
                Envelope opened = Envelope.open(octets(c, "plaintext"));
                yield valid(true).put("body", opened.body().hex())
                        .put("claimed_from", opened.claimedFrom().map(CanonicalAddress::toString).orElse(null));
            }
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static Octets octets(Case c, String name) {
        return Octets.fromHex(c.text(name)).orElseThrow();
    }
}

package dev.dnsmesh.domain.erasure;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ErasureVectorsTest {
    @TestFactory
    Stream<DynamicTest> erasure() {
        return Vectors.tests("erasure", 464, ErasureVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "choose_kn" -> rate(CodeRate.forMessage((int) c.number("size")));
            case "encode" -> ErasureCode.encode(Octets.fromHex(c.text("plaintext")).orElseThrow())
                    .map(shares -> encoded(c, shares)).orElse(valid(false));
            case "decode" -> CodeRate.of(c.number("k"), c.number("n"))
                    .flatMap(rate -> ErasureCode.decode(rate, shares(c)))
                    .<JsonNode>map(message -> valid(true).put("plaintext", message.hex())).orElse(valid(false));
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    /** Long messages are given by the digests of their shares. */
    private static JsonNode encoded(Case c, List<Octets> shares) {
        ObjectNode out = rate(CodeRate.forMessage(c.text("plaintext").length() / 2));
        boolean digests = c.expect().has("share_sha256");
        shares.forEach(share -> out.withArray(digests ? "share_sha256" : "shares")
                .add((digests ? Sha256.of(share) : share).hex()));
        return out;
    }

    private static Map<Integer, Octets> shares(Case c) {
        Map<Integer, Octets> shares = new HashMap<>();
        c.input().get("shares").forEach(share -> shares.put(share.get("index").intValue(),
                Octets.fromHex(share.get("share").textValue()).orElseThrow()));
        return shares;
    }

    private static ObjectNode rate(CodeRate rate) {
        return valid(true).put("k", rate.k()).put("n", rate.n());
    }
}

package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ChunkVectorsTest {
    private static final BlockCode CODE = new ReedSolomonBlockCode();

    @TestFactory
    Stream<DynamicTest> chunk() {
        return Vectors.tests("chunk", 272, ChunkVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "wrap" -> Chunk.wrap(octets(c, "block"), CODE)
                    .<JsonNode>map(chunk -> valid(true).put("wire", chunk.octets().hex())).orElse(valid(false));
            case "unwrap" -> Chunk.of(octets(c, "wire")).flatMap(chunk -> chunk.block(CODE))
                    .<JsonNode>map(block -> valid(true).put("block", block.hex())).orElse(valid(false));
            case "txt_encode" -> Chunk.of(octets(c, "data"))
                    .<JsonNode>map(chunk -> valid(true).put("txt", chunk.text())).orElse(valid(false));
            case "txt_decode" -> Chunk.parse(c.text("txt"))
                    .<JsonNode>map(chunk -> valid(true)
                            .put("version", 1).put("record_type", "chunk").put("data", chunk.octets().hex()))
                    .orElse(valid(false));
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static Octets octets(Case c, String name) {
        return Octets.fromHex(c.text(name)).orElseThrow();
    }
}

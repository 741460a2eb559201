package dev.dnsmesh.domain.sync;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.json.JsonObject;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class CursorVectorsTest {
    @TestFactory
    Stream<DynamicTest> cursor() {
        return Vectors.tests("cursor", 456, CursorVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "parse_digest_cursor" -> cursor(Cursor.parse(c.text("cursor")));
            case "parse_next_cursor" -> c.input().get("cursor").isTextual()
                    ? cursor(Cursor.parseNext(c.text("cursor"), now(c))) : valid(false);
            case "digest_entry" -> valid(JsonObject.parse(c.input().get("entry").toString())
                    .flatMap(entry -> DigestEntry.received(entry, now(c))).isPresent());
            case "compare" -> {
                int order = position(c.input().get("a")).compareTo(position(c.input().get("b")));
                yield Vectors.object().put("ge", order >= 0).put("gt", order > 0);
            }
            case "page" -> page(c);
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    /** The rows written one after the other to an empty store: the last write of a pair counts, expired ones are gone. */
    private static JsonNode page(Case c) {
        Map<String, DigestEntry> live = new LinkedHashMap<>();
        for (JsonNode row : c.input().get("records")) {
            long millis = row.get("stored_ts").longValue();
            long left = millis / 1000 + row.get("ttl").longValue() - c.number("now");
            String hash = TxtValue.of(row.get("value").textValue()).hash().hex();
            String name = row.get("name").textValue();
            live.put(name + " " + hash, new DigestEntry(name, hash, millis, left));
        }
        live.values().removeIf(row -> row.ttl() <= 0);
        ObjectNode out = valid(true);
        out.putArray("rows");
        DigestPage.after(position(c.input().get("cursor")), live.values(), (int) c.number("limit")).rows().forEach(row ->
                out.withArray("rows").addObject().put("name", row.name()).put("hash", row.hash())
                        .put("ts", row.millis()).put("ttl", row.ttl()));
        return out;
    }

    private static JsonNode cursor(Optional<Cursor> cursor) {
        return cursor.<JsonNode>map(at -> valid(true).put("name", at.name()).put("value_hash", at.valueHash())
                .put("ts", at.millis())).orElse(valid(false));
    }

    private static Cursor position(JsonNode triple) {
        return new Cursor(triple.get(0).longValue(), triple.get(1).textValue(), triple.get(2).textValue());
    }

    private static Instant now(Case c) {
        return Instant.ofEpochSecond(c.number("now"));
    }
}

package dev.dnsmesh.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The conformance vectors of {@code vectors/}, with what {@code strict.json} turns round laid over them. */
public final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {
    }

    /** One case: its operation, that operation's arguments, and what must come out. */
    public record Case(String id, String op, JsonNode input, JsonNode expect) {
        /** The argument was given, even if it is empty. */
        public boolean has(String name) {
            return input.hasNonNull(name);
        }

        public String text(String name) {
            return input.get(name).textValue();
        }

        /** An unsigned 64-bit number. */
        public long number(String name) {
            return input.get(name).bigIntegerValue().longValue();
        }
    }

    public static List<Case> cases(String file) {
        Map<String, JsonNode> turned = new HashMap<>();
        for (JsonNode turn : read("strict").get("turned")) {
            if (turn.get("file").textValue().equals(file)) {
                turned.put(turn.get("id").textValue(), turn.get("ours"));
            }
        }
        List<Case> cases = new ArrayList<>();
        for (JsonNode node : read(file).get("cases")) {
            String id = node.get("id").textValue();
            JsonNode input = node.get("input");
            JsonNode ours = turned.remove(id);
            cases.add(new Case(id, input.get("op").textValue(), input, ours == null ? node.get("expect") : ours));
        }
        assertThat(turned).as("cases turned round but absent from " + file).isEmpty();
        return cases;
    }

    /** A test for every case of the file: {@code ours} must yield what the case expects, as a whole. */
    public static Stream<DynamicTest> tests(String file, int count, Function<Case, JsonNode> ours) {
        return tests(file, c -> true, count, ours);
    }

    /** The same for some of the file's cases, of which there must be {@code count}. */
    public static Stream<DynamicTest> tests(
            String file, Predicate<Case> wanted, int count, Function<Case, JsonNode> ours) {
        List<Case> cases = cases(file).stream().filter(wanted).toList();
        assertThat(cases).as("cases of " + file).hasSize(count);
        return cases.stream().map(c -> DynamicTest.dynamicTest(file + " " + c.id(), () ->
                assertThat(reread(ours.apply(c))).isEqualTo(c.expect())));
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ObjectNode valid(boolean valid) {
        return object().put("valid", valid);
    }

    /** Through text, so that a number is of the same node type whatever Java type it came from. */
    private static JsonNode reread(JsonNode node) {
        try {
            return JSON.readTree(node.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode read(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file + ".json")) {
            return JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

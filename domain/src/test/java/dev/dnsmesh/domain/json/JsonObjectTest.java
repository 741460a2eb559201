package dev.dnsmesh.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Property
    void what_is_written_reads_back(@ForAll String name, @ForAll String text, @ForAll long number) {
        JsonObject object = JsonObject.parse(
                new JsonWriter().member(name + "s", text).member(name + "n", number).end()).orElseThrow();
        assertThat(object.text(name + "s")).contains(text);
        assertThat(object.plainInteger(name + "n")).hasValue(number);
    }

    @Test
    void the_last_of_two_members_counts() {
        assertThat(JsonObject.parse("{\"a\":1,\"a\":\"x\"}").orElseThrow().text("a")).contains("x");
    }

    @Test
    void nested_values_are_checked_and_skipped() {
        JsonObject object = JsonObject.parse(" { \"a\" : [ { \"b\" : [ ] , \"c\" : { } } , -1.5e+3 , null ] ,"
                + "\"d\":true,\"e\":7}\n").orElseThrow();
        assertThat(object.text("a")).isEmpty();
        assertThat(object.plainInteger("a")).isEmpty();
        assertThat(object.plainInteger("e")).hasValue(7);
    }

    @Test
    void only_plain_integers_are_integers() {
        JsonObject object = JsonObject.parse("{\"a\":1.0,\"b\":1e2,\"c\":-0,\"d\":99999999999999999999,"
                + "\"e\":-99999999999999999999,\"f\":\"1\",\"g\":true}").orElseThrow();
        assertThat(object.plainInteger("a")).isEmpty();
        assertThat(object.plainInteger("b")).isEmpty();
        assertThat(object.plainInteger("c")).isEqualTo(OptionalLong.of(0));
        assertThat(object.plainInteger("d")).hasValue(Long.MAX_VALUE);
        assertThat(object.plainInteger("e")).hasValue(Long.MIN_VALUE);
        assertThat(object.plainInteger("f")).isEmpty();
        assertThat(object.plainInteger("g")).isEmpty();
        assertThat(object.plainInteger("absent")).isEmpty();
    }

    @Test
    void nesting_ends_at_512() {
        assertThat(JsonObject.parse(nested(512))).isPresent();
        assertThat(JsonObject.parse(nested(513))).isEmpty();
        assertThat(JsonObject.parse(nested(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "null", "[]", "{", "}", "{}{}", "{} x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "{,}", "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":-}",
        "{\"a\":NaN}", "{\"a\":-Infinity}", "{\"a\":tru}", "{\"a\":TRUE}", "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}", "{\"a\":\"\\u00\"}", "{\"a\":\"\\", "{\"a\":[1}", "{\"a\":{\"b\"]}", "{\"a\":[1,]}",
        "{\"a\":[,1]}", "{\"a\":{\"b\":1,}}", "{\"a\":1 \"b\":2}", "\ufeff{}", "{\"a\":1}//", "{\u00a0}"})
    void what_is_not_json_or_no_object_is_nothing(String text) {
        assertThat(JsonObject.parse(text)).isEmpty();
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }
}

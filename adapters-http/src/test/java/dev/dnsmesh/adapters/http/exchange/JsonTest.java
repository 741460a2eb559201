package dev.dnsmesh.adapters.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.octets.Octets;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void kinds_are_told_apart() {
        Json.Members members = (Json.Members) Json.parse(
                "{\"t\":\"x\",\"e\":\"\",\"w\":60,\"f\":60.0,\"x\":6e1,\"b\":true,\"n\":null,\"a\":[1,\"y\"],\"o\":{}}").orElseThrow();
        assertThat(members.text("t")).contains("x");
        assertThat(members.text("e")).isEmpty();
        assertThat(members.text("w")).isEmpty();
        assertThat(members.value("w")).contains(new Json.Whole(BigInteger.valueOf(60)));
        assertThat(members.value("f")).contains(new Json.Other());
        assertThat(members.value("x")).contains(new Json.Other());
        assertThat(members.value("b")).contains(new Json.Other());
        assertThat(members.value("n")).isEmpty();
        assertThat(members.value("missing")).isEmpty();
        assertThat(members.value("a").orElseThrow()).isInstanceOf(Json.Items.class);
        assertThat(members.value("o")).contains(Json.Members.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "{\"a\":1,}", "{} {}", "{}x", "'a'", "// c\n{}", "/* c */{}", "NaN", "{a:1}",
        "\u0001", "\ufeff{}", "{\"a\":01}", "{\"a\":+1}", "\"a\nb\"", "]", "{\"a\"}", "tru"})
    void what_is_not_json_is_refused(String text) {
        assertThat(Json.parse(text)).isEmpty();
    }

    @Test
    void a_whole_number_is_one_however_many_digits_it_has() {
        for (int digits : new int[] {100, 101, 2_000, 900_000}) {
            assertThat(whole("9".repeat(digits))).as("%s digits", digits).isGreaterThan(BigInteger.valueOf(Long.MAX_VALUE));
            assertThat(whole("-" + "9".repeat(digits))).as("%s digits", digits).isLessThan(BigInteger.valueOf(Long.MIN_VALUE));
        }
    }

    private static BigInteger whole(String number) {
        return Json.parse(number).map(Json.Whole.class::cast).map(Json.Whole::value).orElseThrow();
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        assertThat(Json.parse(Octets.of((byte) '"', (byte) 0xc3, (byte) 0x28, (byte) '"'))).isEmpty();
        assertThat(Json.parse(Octets.of((byte) '"', (byte) 0xc3, (byte) 0xa4, (byte) '"'))).contains(new Json.Text("ä"));
    }

    @Test
    void depth_is_bounded() {
        assertThat(Json.parse("[".repeat(8000) + "]".repeat(8000))).isEmpty();
        assertThat(Json.parse("{\"a\":".repeat(3000))).isEmpty();
    }

    @Property(tries = 500)
    void any_text_is_read_or_refused(@ForAll String text) {
        assertThat(Json.parse(text)).isNotNull();
    }

    @Test
    void more_values_than_any_request_has_are_none() {
        assertThat(Json.parse("[" + "1,".repeat(10_000) + "1]")).isPresent();
        assertThat(Json.parse("[" + "1,".repeat(30_000) + "1]")).isEmpty();
    }
}

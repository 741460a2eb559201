package dev.dnsmesh.domain.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNameTest {
    private static final String LABEL_63 = "a".repeat(63);

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a|a", "a.example.com.|a.example.com", "a.example.com...|a.example.com", " A.Example.COM\t|a.example.com",
        "_dnsmesh-seen.Mesh.local|_dnsmesh-seen.mesh.local", "1-2.x|1-2.x", "_a|_a"})
    void names_are_normalised(String typed, String stored) {
        assertThat(RecordName.parse(typed)).contains(new OwnerName(stored));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "...", "a..b", ".a", "_", "__a", "a_b", "a_", "-a", "a-", "_-a", "a-.b", "*", "*.a",
        "a b", "ä.example", "\u212aelvin.example", "abc\n.example.com", "a.exa\nmple", "a/b", "a\u0000b"})
    void what_is_no_record_name_is_refused(String typed) {
        assertThat(RecordName.parse(typed)).isEmpty();
    }

    @Test
    void lengths_are_those_of_dns() {
        assertThat(RecordName.parse(LABEL_63)).isPresent();
        assertThat(RecordName.parse("a" + LABEL_63)).isEmpty();
        assertThat(RecordName.parse("_" + LABEL_63)).as("an underscore and 63 are 64 octets").isEmpty();
        assertThat(RecordName.parse("_" + LABEL_63.substring(1))).isPresent();
        assertThat(RecordName.parse((LABEL_63 + ".").repeat(3) + "a".repeat(61))).isPresent();
        assertThat(RecordName.parse((LABEL_63 + ".").repeat(3) + "a".repeat(62))).isEmpty();
    }

    @Property
    void any_text_is_a_name_or_refused(@ForAll String typed) {
        RecordName.parse(typed).ifPresent(name -> assertThat(RecordName.parse(name.text())).contains(name));
    }
}

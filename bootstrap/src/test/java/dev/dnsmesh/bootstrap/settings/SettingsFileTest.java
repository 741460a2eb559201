package dev.dnsmesh.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
    private static final Path FILE = Path.of("node.env");

    @Test
    void comments_blank_lines_and_white_space_say_nothing() {
        SettingsFile.Content content = SettingsFile.parse(FILE, "\uFEFF# a\n\n ; b\r\n\t DMP_A = 1 2 \r\nDMP_B=\"x # y\"\nDMP_C='\"'\nDMP_D=\nDMP_E=a=b\nDMP_F=\"\n");
        assertThat(texts(content)).containsExactly(Map.entry("DMP_A", "1 2"), Map.entry("DMP_B", "x # y"), Map.entry("DMP_C", "\""),
                Map.entry("DMP_D", ""), Map.entry("DMP_E", "a=b"), Map.entry("DMP_F", "\""));
        assertThat(content.problems()).isEmpty();
        assertThat(content.values().get("DMP_A").origin()).isEqualTo(new Origin.ConfigFile(FILE, 4));
    }

    @Test
    void of_a_name_given_twice_the_last_one_counts_with_a_warning() {
        SettingsFile.Content content = SettingsFile.parse(FILE, "DMP_A=1\nDMP_A=2");
        assertThat(texts(content)).containsEntry("DMP_A", "2");
        assertThat(content.problems()).containsExactly(Problem.warning("node.env:2: DMP_A again; this value counts, not that of node.env:1"));
    }

    @Test
    void other_lines_are_errors_with_their_number() {
        assertThat(SettingsFile.parse(FILE, "DMP_A=1\nexport DMP_B=2\n=3\nDMP-C=4").problems())
                .containsExactly(Problem.error("node.env:2: not of the form NAME=value"), Problem.error("node.env:3: not of the form NAME=value"),
                        Problem.error("node.env:4: not of the form NAME=value"));
    }

    @Property
    void what_was_written_is_read_again(@ForAll("settings") Map<String, String> settings) {
        String text = settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("\n"));
        SettingsFile.Content content = SettingsFile.parse(FILE, text);
        assertThat(content.problems()).isEmpty();
        assertThat(texts(content)).isEqualTo(settings);
    }

    @Property
    void any_text_is_read_without_failing_and_every_line_is_a_value_a_problem_or_nothing(@ForAll String text) {
        SettingsFile.Content content = SettingsFile.parse(FILE, text);
        List<String> said = text.replace("\uFEFF", "").lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")).toList();
        assertThat(content.values().size() + content.problems().size()).isLessThanOrEqualTo(Math.max(said.size(), 1) + (int) text.chars().filter(c -> c == '\r' || c == '\n').count());
    }

    @Provide
    Arbitrary<Map<String, String>> settings() {
        Arbitrary<String> names = Arbitraries.strings().withCharRange('A', 'Z').withChars('_').ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> values = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(30).map(String::strip)
                .filter(value -> value.isEmpty() || "\"'".indexOf(value.charAt(0)) < 0);
        return Arbitraries.maps(names, values).ofMaxSize(20);
    }

    private static Map<String, String> texts(SettingsFile.Content content) {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        content.values().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }
}

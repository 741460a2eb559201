package dev.dnsmesh.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsManualTest {
    @Test
    void the_page_in_docs_is_the_table() throws IOException {
        assertThat(Files.readString(Path.of("../docs/configuration.md")))
                .as("mend it with: ./dnsmesh-node config manual >docs/configuration.md").isEqualTo(SettingsManual.text());
    }

    @Test
    void every_variable_is_on_the_page_once() {
        assertThat(KnownVariables.all()).allSatisfy(variable ->
                assertThat(SettingsManual.text().split("\n\\| `" + variable.name() + "` \\| [^|]+ \\| [^|]+ \\|", -1)).as(variable.name()).hasSize(2));
        assertThat(KnownVariables.all()).extracting(Variable::name).doesNotHaveDuplicates();
    }
}

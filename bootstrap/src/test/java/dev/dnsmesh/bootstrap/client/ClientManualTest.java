package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.adapters.cli.client.CommandReference;
import dev.dnsmesh.adapters.cli.client.ManualPage;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.bootstrap.blackbox.Tool;
import dev.dnsmesh.bootstrap.launch.ManualMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands say of themselves: help, manual pages, completions, the pages in docs/. */
class ClientManualTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path directory;

    private final CommandLine model = ManualMain.model();

    @Test
    void every_command_says_what_it_does_and_shows_an_example_that_it_understands() {
        assertThat(leaves(model)).hasSizeGreaterThan(30).allSatisfy(line -> {
            CommandSpec spec = line.getCommandSpec();
            assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
            assertThat(spec.args()).as(spec.qualifiedName()).allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
            List<String> examples = Stream.of(spec.usageMessage().footer()).filter(each -> each.strip().startsWith("dnsmesh ")).toList();
            if (line.getParent().getParent() == null || !line.getParent().getCommandName().equals("completion")) {
                assertThat(examples).as(spec.qualifiedName()).isNotEmpty();
            }
            examples.forEach(this::parses);
        });
    }

    @Test
    void options_that_only_the_node_knows_are_passed_on_to_it() {
        assertThat(model.parseArgs("--quiet", "node", "--dns-port", "0", "--config", "node.conf").subcommand().unmatched()).isNotNull();
    }

    @Test
    void the_page_of_commands_in_docs_is_made_from_them() throws IOException {
        String made = CommandReference.of(model);
        Files.createDirectories(Path.of("target"));
        Path fresh = Files.writeString(Path.of("target/client-commands.md"), made);
        assertThat(Files.readString(Path.of("../docs/client-commands.md"))).as("mend it with: cp bootstrap/%s docs/", fresh).isEqualTo(made);
    }

    @Test
    void what_the_guide_types_is_understood() throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/client.md")));
        List<String> typed = new ArrayList<>();
        while (blocks.find()) {
            blocks.group(1).lines().filter(line -> line.startsWith("dnsmesh ")).forEach(typed::add);
        }
        assertThat(typed).hasSizeGreaterThan(25).allSatisfy(this::parses);
    }

    @Test
    void every_first_word_is_in_the_guide_or_on_the_page_of_commands() throws IOException {
        String pages = Files.readString(Path.of("../docs/client.md")) + Files.readString(Path.of("../docs/client-commands.md"));
        assertThat(model.getSubcommands().keySet()).allSatisfy(word -> assertThat(pages).contains("## " + word + "\n"));
    }

    @Test
    void every_code_is_in_the_guide_with_its_exit_status() throws IOException {
        String guide = Files.readString(Path.of("../docs/client.md"));
        assertThat(ClientErrorCode.values()).allSatisfy(code -> assertThat(guide).contains("\n| `" + code.code() + "` | " + code.exit() + " | "));
    }

    @Test
    void manual_pages_are_well_formed() throws IOException {
        Map<String, String> pages = ManualPage.all(model, "1.2.3");
        assertThat(pages).containsKeys("dnsmesh.1", "dnsmesh-send.1", "dnsmesh-identity.1");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = Files.writeString(directory.resolve(page.getKey()), page.getValue());
            Tool.Outcome groff = Tool.run(directory, Map.of("LC_ALL", "C.UTF-8"), "",
                    List.of("sh", "-c", "command -v groff >/dev/null || exit 0; groff -K utf8 -man -Tutf8 -ww -z " + file));
            assertThat(groff.errors()).as(page.getKey()).isEmpty();
        }
    }

    @Test
    void bash_takes_the_completion_script_and_completes_words_with_it() throws IOException {
        ManualMain.main(new String[] {directory.toString()});
        Path script = directory.resolve("bash-completion/completions/dnsmesh");
        Tool.Outcome completed = Tool.run(directory, Map.of(), "", List.of("bash", "-c", """
                shopt -s progcomp; source %s
                COMP_WORDS=(dnsmesh identity pub); COMP_CWORD=2; COMP_LINE='dnsmesh identity pub'; COMP_POINT=20
                _complete_dnsmesh; echo "${COMPREPLY[@]}"
                """.formatted(script)));
        assertThat(completed.output().strip()).as(completed.errors()).isEqualTo("publish");
        assertThat(directory.resolve("fish/vendor_completions.d/dnsmesh.fish")).content().contains("complete -c dnsmesh", "-a send", "-l json");
        assertThat(directory.resolve("zsh/site-functions/_dnsmesh")).content().startsWith("#compdef dnsmesh\n");
        assertThat(directory.resolve("man/man1/dnsmesh.1")).isNotEmptyFile();
    }

    @Test
    void fish_completes_words_and_options() throws IOException {
        assumeTrue(isInstalled("fish"), "fish is not installed: its completions are not run");
        ManualMain.main(new String[] {directory.toString()});
        Tool.Outcome completed = Tool.run(directory, Map.of("HOME", directory.toString()), "", List.of("fish", "--no-config", "-c",
                "source fish/vendor_completions.d/dnsmesh.fish; complete -C'dnsmesh identity pub'; complete -C'dnsmesh send --no-c';"
                        + " complete -C'dnsmesh --config-home /tmp outb'"));
        assertThat(completed.output().lines().map(line -> line.replaceFirst("\t.*", ""))).as(completed.errors())
                .containsExactly("publish", "--no-claims", "outbox");
    }

    /** On a terminal of its own, as a person presses Tab: from fpath, and sourced. */
    @Test
    void zsh_completes_words_and_options() throws IOException {
        assumeTrue(isInstalled("zsh"), "zsh is not installed: its completions are not run");
        ManualMain.main(new String[] {directory.toString()});
        for (String setup : List.of("fpath=(" + directory + "/zsh/site-functions $fpath); autoload -U compinit; compinit -u -D",
                "autoload -U compinit; compinit -u -D; source " + directory + "/zsh/site-functions/_dnsmesh")) {
            Tool.Outcome completed = Tool.run(directory, Map.of("HOME", directory.toString(), "TERM", "dumb"), "",
                    List.of("zsh", "-f", Path.of("src/test/resources/client/complete.zsh").toAbsolutePath().toString(), setup));
            assertThat(completed.output().lines().map(String::strip)).as(completed.errors())
                    .containsExactly("identity publish", "send --no-claims", "--config-home /tmp outbox");
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of("/usr/bin/", "/bin/", "/usr/local/bin/").anyMatch(place -> Files.isExecutable(Path.of(place + program)));
    }

    private void parses(String typed) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(typed.replaceAll("[|>].*", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        CommandLine fresh = ManualMain.model();
        fresh.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }

    private static List<CommandLine> leaves(CommandLine line) {
        return line.getSubcommands().isEmpty() ? List.of(line)
                : line.getSubcommands().values().stream().flatMap(each -> leaves(each).stream()).toList();
    }
}

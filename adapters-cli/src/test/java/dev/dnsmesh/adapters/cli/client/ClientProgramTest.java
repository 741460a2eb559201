package dev.dnsmesh.adapters.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ClientProgramTest {
    private static final Map<String, String> HOME = Map.of("HOME", "/home/ann");

    @Test
    void version_and_help_need_nothing() {
        assertThat(run("--version")).isEqualTo(new Typed(0, "dnsmesh 1.2.3\n", ""));
        assertThat(run("greet", "--version")).isEqualTo(new Typed(0, "dnsmesh 1.2.3\n", ""));
        Typed help = run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("greet", "look", "Exit status:", "--config-home").doesNotContain("--resolver");
        assertThat(run("look", "around", "-h").out()).contains("--resolver", "--node-transport", "--progress", "Example:");
        assertThat(run("greet", "--help").out()).doesNotContain("--resolver");
    }

    @Test
    void a_result_is_text_or_one_json_object() {
        assertThat(run("greet", "bob")).isEqualTo(new Typed(0, "hello bob\n", ""));
        assertThat(run("greet", "--json", "bob")).isEqualTo(new Typed(0, "{\"ok\":true,\"command\":\"greet\",\"name\":\"bob\"}\n", ""));
        assertThat(run("--json", "greet", "bob").out()).startsWith("{\"ok\":true");
        assertThat(run("--json", "look", "around").out()).isEqualTo("{\"ok\":true,\"command\":\"look around\"}\n");
    }

    @Test
    void a_failure_is_one_line_and_with_json_an_object_too() {
        assertThat(run("greet", "nobody")).isEqualTo(new Typed(1, "", "dnsmesh: there is no nobody\n"));
        assertThat(run("greet", "nobody", "--json")).isEqualTo(new Typed(1, """
                {"ok":false,"command":"greet","error":{"code":"unknown_contact","message":"there is no nobody",\
                "detail":{"name":"nobody"}},"exit":1}
                """, "dnsmesh: there is no nobody\n"));
    }

    @Test
    void arguments_that_make_no_sense_exit_with_2() {
        Typed wrong = run("gret", "bob");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).startsWith("dnsmesh: there is no command 'gret'; did you mean 'greet'").endsWith("(see dnsmesh --help)\n").hasLineCount(1);
        assertThat(run("look", "xyz").err()).startsWith("dnsmesh: there is no command 'xyz' (see dnsmesh look --help)").hasLineCount(1);
        assertThat(run("greet", "bob", "and", "eve").err()).startsWith("dnsmesh: 'and' is one argument too many").hasLineCount(1);
        assertThat(run("greet", "--loud", "bob").err()).startsWith("dnsmesh: Unknown option: '--loud'").hasLineCount(1);
        assertThat(run().exit()).isEqualTo(2);
        assertThat(run().err()).startsWith("dnsmesh: ").hasLineCount(1);
        Typed json = run("greet", "--json");
        assertThat(json.exit()).isEqualTo(2);
        assertThat(json.out()).startsWith("{\"ok\":false,\"command\":\"greet\",\"error\":{\"code\":\"usage\",").hasLineCount(1);
        assertThat(run("look", "around", "--timeout", "0").err()).contains("positive number of seconds").hasLineCount(1);
        assertThat(run("look", "around", "--progress", "--no-progress").exit()).isEqualTo(2);
    }

    @Test
    void an_outage_and_a_bug_are_told_in_one_line() {
        assertThat(run("greet", "outage")).isEqualTo(new Typed(1, "", "dnsmesh: the disk is full\n"));
        Typed bug = run("greet", "bug", "--json");
        assertThat(bug.exit()).isEqualTo(1);
        assertThat(bug.err()).hasLineCount(1).startsWith("dnsmesh: failed unexpectedly: ");
        assertThat(bug.out()).contains("\"code\":\"internal\"");
    }

    @Test
    void a_command_that_takes_too_long_is_cut_off() {
        Typed late = run("look", "forever", "--timeout", "0.05", "--json");
        assertThat(late.exit()).isEqualTo(2);
        assertThat(late.out()).contains("\"code\":\"timeout\"").hasLineCount(1);
        assertThat(run("look", "around", "--timeout", "60").exit()).isZero();
    }

    @Test
    void hints_are_silenced_by_quiet_and_errors_are_not() {
        assertThat(run("look", "around").err()).isEqualTo("try greet\ndnsmesh: warning: it is dark\n");
        assertThat(run("look", "around", "--quiet").err()).isEqualTo("dnsmesh: warning: it is dark\n");
    }

    @Test
    void progress_goes_to_standard_error_and_only_where_it_is_asked_for() {
        assertThat(run("look", "closely").err()).isEmpty();
        assertThat(run("look", "closely", "--progress").err()).isEqualTo("looking 1/3\nlooking 3/3\n");
    }

    @Test
    void a_command_may_have_its_own_timeout() {
        assertThat(run("look", "probe", "--timeout", "2.5").out()).isEqualTo("2.5 PT0S\n");
    }

    @Test
    void directories_come_from_options_then_the_environment_then_home() {
        assertThat(homes(HOME)).isEqualTo("/home/ann/.dmp /home/ann/.dmp/tokens");
        assertThat(homes(HOME, "--config-home", "/c")).isEqualTo("/c /c/tokens");
        assertThat(homes(Map.of("HOME", "/home/ann", "DMP_CONFIG_HOME", "/e"))).isEqualTo("/e /home/ann/.dmp/tokens");
        assertThat(homes(Map.of("HOME", "/home/ann", "DMP_CONFIG_HOME", ""))).isEqualTo("/home/ann/.dmp /home/ann/.dmp/tokens");
        assertThat(homes(Map.of("HOME", "/home/ann", "DMP_TOKENS_HOME", " ~/t "), "--config-home", "/c")).isEqualTo("/c /home/ann/t");
        assertThat(homes(Map.of("HOME", "/home/ann", "DMP_TOKENS_HOME", "/x"), "--tokens-home", "/t")).isEqualTo("/home/ann/.dmp /t");
    }

    private static String homes(Map<String, String> environment, String... options) {
        String[] arguments = java.util.Arrays.copyOf(options, options.length + 1);
        arguments[options.length] = "homes";
        return Typed.in(environment, session -> List.of(new Word("homes", () -> new Homes(session))), arguments).out().strip();
    }

    private static Typed run(String... arguments) {
        return Typed.in(HOME, session -> List.of(new Word("greet", () -> new Greet(session)), new Word("look", () -> new Look(session))),
                arguments);
    }

    @Command(name = "homes")
    record Homes(Session session) implements Runnable {
        @Override
        public void run() {
            Path config = session.invocation().configHome();
            session.done(json -> { }, out -> out.println(config + " " + session.invocation().tokensHome()));
        }
    }

    @Command(name = "greet", description = "Greets.")
    static final class Greet implements java.util.concurrent.Callable<Integer> {
        private final Session session;
        @Parameters(paramLabel = "NAME")
        private String name = "";

        Greet(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return switch (name) {
                case "nobody" -> session.fail(ClientFailure.of(ClientErrorCode.UNKNOWN_CONTACT, "there is no nobody").with("name", name));
                case "outage" -> throw new StorageUnavailable("the disk is full");
                case "bug" -> throw new IllegalStateException("a\nb");
                default -> session.done(json -> json.put("name", name), out -> out.println("hello " + name));
            };
        }
    }

    @Command(name = "look", description = "Looks.")
    static final class Look {
        private final Session session;

        Look(Session session) {
            this.session = session;
        }

        @Network
        @Command(name = "around", footerHeading = "%nExample:%n", footer = "  look around")
        int around() {
            session.hint("try greet");
            session.warning("it is dark");
            return session.done(json -> { }, out -> { });
        }

        @Network
        @Command(name = "closely")
        int closely() {
            var progress = session.progress();
            progress.at("looking", 1, 3);
            progress.at("looking", 2, 3);
            progress.at("looking", 3, 3);
            return session.done(json -> { }, out -> { });
        }

        @Network
        @Command(name = "probe")
        int probe(@Option(names = "--timeout") double each) {
            return session.done(json -> { }, out -> out.println(each + " "
                    + session.invocation().timeout().orElse(java.time.Duration.ZERO)));
        }

        @Network
        @Command(name = "forever")
        int forever() throws InterruptedException {
            new CountDownLatch(1).await();
            return session.done(json -> json.put("late", true), out -> { });
        }
    }
}

package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system that we did not write. A test that needs one is skipped, with the reason, where it is missing. */
public enum Tool {
    DIG("dig", "bind9-dnsutils"), NSUPDATE("nsupdate", "bind9-dnsutils"), KDIG("kdig", "knot-dnsutils"),
    KNSUPDATE("knsupdate", "knot-dnsutils"), PYTHON("/usr/bin/python3", "python3-dnspython"), UNSHARE("unshare", "util-linux"),
    PROMTOOL("promtool", "prometheus");

    private static final int PATIENCE_SECONDS = 300;

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** What a program left behind. */
    public record Outcome(int exit, String output, String errors) {
        /** Without the line break at the end. */
        public String line() {
            return output.strip();
        }
    }

    public Outcome run(String... arguments) {
        return feed("", arguments);
    }

    /** With {@code input} on its standard input. */
    public Outcome feed(String input, String... arguments) {
        assumeTrue(isInstalled(), () -> program + " is not installed (Debian package " + debianPackage + ")");
        return run(Path.of("."), Map.of(), input, Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
    }

    private boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }

    /**
     * Puts a program there. Another process writes it: what this one has open for writing, a process that it starts at that
     * moment would hold open too, and the program could not be executed (ETXTBSY).
     */
    public static void install(Path program, String script) {
        Outcome outcome = run(Path.of("."), Map.of(), script, List.of("sh", "-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", program.toString()));
        assertThat(outcome.exit()).as(outcome.errors()).isZero();
    }

    /** Any command, without {@code DMP_} variables but those given. */
    public static Outcome run(Path directory, Map<String, String> environment, String input, List<String> command) {
        try {
            Path output = Files.createTempFile("tool", ".out");
            Path errors = Files.createTempFile("tool", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                        .redirectOutput(output.toFile()).redirectError(errors.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("DMP_"));
                builder.environment().putAll(environment);
                Process process = builder.start();
                try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                    stdin.write(input);
                } catch (IOException closed) {
                    assertThat(closed).hasMessageContaining("Broken pipe"); // it did not want any input
                }
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                assertThat(ended).as("%s ends", command).isTrue();
                return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

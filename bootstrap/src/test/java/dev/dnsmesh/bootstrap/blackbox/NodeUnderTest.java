package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node in a child process. Its environment holds what {@link Setup#with} said and nothing else of {@code DMP_}; without
 * more its ports are free ones, its directory is the test's, and the loopback profile holds.
 */
public final class NodeUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("ready dns=(\\S+) http=(\\S+) zone=(\\S+)(?: dot=(\\S+))?(?: https=(\\S+))?\n");

    private final Setup setup;
    private final Process process;
    private final Path output;
    private final Path errors;
    private String dns = "";
    private String http = "";
    private String zone = "";
    private String dot = "";
    private String https = "";

    private NodeUnderTest(Setup setup, Process process, Path output, Path errors) {
        this.setup = setup;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** State goes to {@code data} in there. */
    public static Setup in(Path directory) {
        return new Setup(directory, Map.of("DMP_DNS_PORT", "0", "DMP_HTTP_PORT", "0"), List.of(), Program.node());
    }

    /** How the next node is to be started; each {@code with} gives a new one. */
    public record Setup(Path directory, Map<String, String> environment, List<String> arguments, Program program) {
        public Setup with(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Setup(directory, more, arguments, program);
        }

        public Setup without(String name) {
            Map<String, String> fewer = new HashMap<>(environment);
            fewer.remove(name);
            return new Setup(directory, fewer, arguments, program);
        }

        public Setup withArguments(String... given) {
            return new Setup(directory, environment, List.of(given), program);
        }

        public Setup withProgram(Program other) {
            return new Setup(directory, environment, arguments, other);
        }

        /** Returns when the node has said that it is ready. */
        public NodeUnderTest start() {
            NodeUnderTest node = launch();
            node.awaitReady();
            return node;
        }

        /** Expects the node to leave by itself, with nothing on standard output. */
        public Refusal startRefused() {
            NodeUnderTest node = launch();
            int exit = node.awaitExit();
            assertThat(node.standardOutput()).isEmpty();
            return new Refusal(exit, node.standardError());
        }

        /** Runs {@code dnsmesh-node admin ...} beside it, or instead. */
        public Tool.Outcome admin(String... words) {
            return run("admin", words);
        }

        /** Runs {@code dnsmesh-node FIRST ...} to its end. */
        public Tool.Outcome run(String first, String... words) {
            List<String> command = new ArrayList<>(program.command());
            command.add(first);
            command.addAll(List.of(words));
            return Tool.run(directory, environment, "", command);
        }

        private NodeUnderTest launch() {
            try {
                Path output = Files.createTempFile(directory, "node", ".out");
                Path errors = Files.createTempFile(directory, "node", ".err");
                List<String> command = new ArrayList<>(program.command());
                command.addAll(arguments);
                ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                        .redirectOutput(output.toFile()).redirectError(errors.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("DMP_"));
                builder.environment().putAll(environment);
                return new NodeUnderTest(this, builder.start(), output, errors);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A node that did not start. */
    public record Refusal(int exit, String errors) {
    }

    /** The first UDP and TCP port. */
    public int dnsPort() {
        return Integer.parseInt(dns.split(",")[0].replaceFirst(".*:", ""));
    }

    public int httpPort() {
        return Integer.parseInt(http.replaceFirst(".*:", ""));
    }

    /** The first port of DNS over TLS, where it was asked for. */
    public int dotPort() {
        return Integer.parseInt(dot.split(",")[0].replaceFirst(".*:", ""));
    }

    public int httpsPort() {
        return Integer.parseInt(https.replaceFirst(".*:", ""));
    }

    /** As in the ready line: {@code 127.0.0.1:41234,...}. */
    public String dnsEndpoints() {
        return dns;
    }

    public String zone() {
        return zone;
    }

    public Path dataDirectory() {
        return setup.directory().resolve("data");
    }

    public long pid() {
        return process.pid();
    }

    public String standardOutput() {
        return read(output);
    }

    public String standardError() {
        return read(errors);
    }

    /** Runs {@code dnsmesh-node admin ...} beside it. */
    public Tool.Outcome admin(String... words) {
        return setup.admin(words);
    }

    /** A key that may write the whole zone, as {@code nsupdate -y} takes it. */
    public String issueKey(String subject) {
        Tool.Outcome issued = admin("tsig", "issue", subject, "--zone-wide");
        assertThat(issued.exit()).as(issued.errors()).isZero();
        Matcher matcher = Pattern.compile("hmac-sha256:\\S+:\\S+").matcher(issued.output());
        assertThat(matcher.find()).as(issued.output()).isTrue();
        return matcher.group();
    }

    /** Sends a signal by its name, without SIG. */
    public void signal(String name) {
        Tool.Outcome kill = Tool.run(setup.directory(), Map.of(), "", List.of("kill", "-" + name, String.valueOf(pid())));
        assertThat(kill.exit()).as(kill.errors()).isZero();
    }

    /** SIGTERM; returns the exit status. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** SIGKILL: no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** How it was started. */
    Setup setup() {
        return setup;
    }

    /** Starts another one in the same directory with the same settings. */
    public NodeUnderTest startAgain() {
        return setup.start();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the node ends; it said:\n%s", standardError()).isTrue();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Matcher ready = READY.matcher(standardOutput());
            if (ready.matches()) {
                dns = ready.group(1);
                http = ready.group(2);
                zone = ready.group(3);
                dot = String.valueOf(ready.group(4));
                https = String.valueOf(ready.group(5));
                return;
            }
            try {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the node ended with " + process.exitValue() + ":\n" + standardOutput() + standardError());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }
        close();
        throw new AssertionError("the node is not ready after " + PATIENCE + ":\n" + standardOutput() + standardError());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

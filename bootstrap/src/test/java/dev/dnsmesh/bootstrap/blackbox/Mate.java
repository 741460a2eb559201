package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dnsmesh.adapters.cli.client.Terminal;
import dev.dnsmesh.bootstrap.client.Client;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Somebody who runs {@code dnsmesh} as child processes, with a config directory of their own. Reaches loopback only. */
final class Mate {
    private static final int PATIENCE_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    final String address;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String classesFirst = "";

    private Mate(String address, Path directory) {
        this.address = address;
        this.home = directory.resolve(address);
        environment.put("HOME", directory.toString());
        environment.put("DMP_CONFIG_HOME", home.toString());
        environment.put("DMP_PASSPHRASE", "the secret of " + address);
    }

    /** Configured and registered at the node, identity and prekeys published. Asks all of the resolvers, in that order. */
    static Mate settled(String address, Path directory, NodeUnderTest node, int... resolverPorts) {
        Mate mate = new Mate(address, directory);
        String zone = address.substring(address.indexOf('@') + 1);
        String resolvers = String.join(",", Arrays.stream(resolverPorts).mapToObj(port -> "127.0.0.1:" + port).toList());
        mate.hasDone("init", address.substring(0, address.indexOf('@')), "--domain", zone, "--endpoint", "http://127.0.0.1:" + node.httpPort(),
                "--dns-resolvers", resolvers, "--no-probe-local-dns");
        mate.write("client.yaml", "providers: \"none\"\n");
        mate.hasDone("tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http",
                "--dns-server", "127.0.0.1", "--dns-port", String.valueOf(node.dnsPort()));
        mate.hasDone("identity", "publish", "--advertise-v2");
        mate.hasDone("identity", "refresh-prekeys", "--count", "24");
        return mate;
    }

    /** The same person with the same files somewhere else. */
    Mate copiedTo(Path directory) {
        Mate copy = new Mate(address, directory);
        environment.forEach(copy.environment::putIfAbsent);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Path target = copy.home.resolve(home.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return copy;
    }

    /** What stands in this directory comes before the program's own classes and services. */
    Mate withClassesFirst(Path directory) {
        classesFirst = directory + File.pathSeparator;
        return this;
    }

    Mate with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Mate pins(Mate other) {
        hasDone("identity", "fetch", other.address, "--add");
        return this;
    }

    void write(String file, String content) {
        try {
            Files.writeString(home.resolve(file), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path home() {
        return home;
    }

    String read(String file) {
        try {
            return Files.readString(home.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a command left behind. */
    record Outcome(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException noJson) {
                throw new AssertionError("not JSON: " + out + err, noJson);
            }
        }
    }

    Outcome types(String... words) {
        return types(new byte[0], words);
    }

    Outcome types(byte[] input, String... words) {
        Running running = starts(input, words);
        return running.end();
    }

    /** It has to end with 0. */
    Outcome done(String... words) {
        Outcome outcome = types(words);
        assertThat(outcome.exit()).as("%s: dnsmesh %s%n%s%s", address, String.join(" ", words), outcome.out(), outcome.err()).isZero();
        return outcome;
    }

    /** The same in this process: what a test only stands on need not start a program. */
    Outcome hasDone(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintWriter(out), new PrintWriter(err), false, false, false);
        try (Client client = new Client(terminal, Map.copyOf(environment), () -> new String[] {"dnsmesh test"}, _ -> List.of())) {
            int exit = client.run(words);
            assertThat(exit).as("%s: dnsmesh %s%n%s%s", address, String.join(" ", words), out, err).isZero();
            return new Outcome(exit, out.toString(), err.toString());
        }
    }

    /** The texts that {@code recv} prints now. */
    List<String> receives() {
        return texts(done("recv", "--json").json().get("messages"));
    }

    List<String> inbox() {
        return texts(done("inbox", "list", "--json").json().get("messages"));
    }

    private static List<String> texts(JsonNode messages) {
        List<String> texts = new ArrayList<>();
        messages.forEach(m -> texts.add(m.has("text") ? m.get("text").asText() : m.get("data_base64").asText()));
        return texts;
    }

    /** A command that is still at work. */
    record Running(Process process, Path out, Path err) {
        Outcome end() {
            try {
                assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends by itself").isTrue();
                return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } finally {
                process.destroyForcibly();
            }
        }

        /** SIGKILL after so long, unless it has ended by then. */
        void killAfter(long millis) {
            try {
                process.waitFor(millis, TimeUnit.MILLISECONDS);
                process.destroyForcibly();
                process.waitFor();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    Running starts(byte[] input, String... words) {
        try {
            Files.createDirectories(home.getParent());
            Path in = Files.createTempFile(home.getParent(), "client", ".in");
            Path out = Files.createTempFile(home.getParent(), "client", ".out");
            Path err = Files.createTempFile(home.getParent(), "client", ".err");
            Files.write(in, input);
            Program program = classesFirst.isEmpty() ? Program.client() : Program.clientWithClasses(classesFirst);
            List<String> command = new ArrayList<>(program.command());
            Stream.of(words).forEach(command::add);
            ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("DMP_"));
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.cli.client.Terminal;
import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.blackbox.Program;
import dev.dnsmesh.bootstrap.blackbox.Tool;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user of {@code dnsmesh}, in this process, with a directory of his own and nothing of this machine's environment. */
record Somebody(String name, Path home, Map<String, String> environment) {
    static Somebody called(String name, Path directory) {
        Path home = directory.resolve(name);
        return new Somebody(name, home, Map.of("HOME", home.toString(), "DMP_CONFIG_HOME", home.resolve(".dmp").toString(),
                "DMP_PASSPHRASE", name + "'s passphrase", "DMP_BACKUP_PASSPHRASE", "of the backup"));
    }

    Somebody with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Somebody(name, home, Map.copyOf(more));
    }

    /** What a command left behind. */
    record Outcome(int exit, String out, String err) {
        Outcome isDone() {
            assertThat(exit).as(out + err).isZero();
            return this;
        }

        /** One line of failure on standard error, beside warnings and hints. */
        Outcome isTold(int status) {
            assertThat(exit).as(out + err).isEqualTo(status);
            assertThat(err.lines().filter(line -> line.startsWith("dnsmesh: ") && !line.startsWith("dnsmesh: warning: "))).hasSize(1);
            return this;
        }

        /** The same without {@code --json}: nothing is said but that one line. */
        Outcome saysOnly(int status, String... words) {
            isTold(status);
            assertThat(out).isEmpty();
            assertThat(err).hasLineCount(1).contains(words);
            return this;
        }

        /** One line that says something, its exit status, and with {@code --json} its code. */
        Outcome isFailure(int status, String code) {
            isTold(status);
            assertThat(out).startsWith("{\"ok\":false,").contains("\"code\":\"" + code + "\"").endsWith("\"exit\":" + status + "}\n").hasLineCount(1);
            return this;
        }
    }

    Outcome types(String... words) {
        return feeds("", words);
    }

    /** As a program of its own. */
    Outcome launches(String... words) {
        return launches(Map.of(), words);
    }

    /** With more in its environment. */
    Outcome launches(Map<String, String> more, String... words) {
        List<String> command = new ArrayList<>(Program.client().command());
        command.addAll(List.of(words));
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(more);
        Tool.Outcome run = Tool.run(home.getParent(), variables, "", command);
        return new Outcome(run.exit(), run.output(), run.errors());
    }

    /** With {@code input} on standard input. */
    Outcome feeds(String input, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out), new PrintWriter(err), false, false, false);
        try (Client client = new Client(terminal, environment, () -> new String[] {"dnsmesh test"}, _ -> List.of())) {
            return new Outcome(client.run(words), out.toString(), err.toString());
        }
    }

    /** Makes an identity and everything it needs at a node, and publishes it with a few prekeys. */
    Somebody settlesAt(NodeUnderTest node) {
        joins(node).types("identity", "refresh-prekeys", "--count", "3").isDone();
        return this;
    }

    /** The same without prekeys. */
    Somebody joins(NodeUnderTest node) {
        initialisedFor(node).registersAt(node).types("identity", "publish").isDone();
        return this;
    }

    /** Configured only. */
    Somebody initialisedFor(NodeUnderTest node) {
        types("init", name, "--domain", node.zone(), "--endpoint", "http://127.0.0.1:" + node.httpPort(),
                "--dns-resolvers", "127.0.0.1:" + node.dnsPort(), "--no-probe-local-dns").isDone();
        types("config", "set", "providers", "none").isDone(); // there are none on this machine
        return this;
    }

    Somebody registersAt(NodeUnderTest node) {
        types("tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http", "--dns-server", "127.0.0.1",
                "--dns-port", String.valueOf(node.dnsPort())).isDone();
        return this;
    }

    Somebody knows(Somebody other, NodeUnderTest node) {
        types("identity", "fetch", other.name() + "@" + node.zone(), "--add").isDone();
        return this;
    }
}

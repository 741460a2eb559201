package dev.dnsmesh.bootstrap.demo;

import dev.dnsmesh.adapters.cli.client.Terminal;
import dev.dnsmesh.bootstrap.client.Client;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.IVersionProvider;

/** Somebody with a config directory and a passphrase, at a prompt. */
final class Person {
    private final String name;
    private final Map<String, String> environment;
    private final IVersionProvider version;
    private final Consumer<String> transcript;

    /** @param transcript gets every line that the person types or sees */
    Person(String name, Path home, IVersionProvider version, Consumer<String> transcript) {
        this.name = name;
        this.environment = Map.of("HOME", home.toString(), "DMP_CONFIG_HOME", home.resolve(".dmp").toString(),
                "DMP_PASSPHRASE", name + "'s own passphrase");
        this.version = version;
        this.transcript = transcript;
    }

    /** What came of a command. */
    record Outcome(int exit, String out, String err) {
    }

    /** Runs {@code dnsmesh} with these words. */
    Outcome types(String... words) {
        transcript.accept(name + "$ dnsmesh " + Stream.of(words).map(Person::quoted).collect(Collectors.joining(" ")));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err), false, false, false);
        int exit;
        try (Client client = new Client(terminal, environment, version, _ -> List.of())) {
            exit = client.run(words);
        }
        out.toString().lines().forEach(transcript);
        err.toString().lines().forEach(transcript);
        return new Outcome(exit, out.toString(), err.toString());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

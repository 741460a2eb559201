package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.adapters.cli.client.ManualPage;
import dev.dnsmesh.adapters.cli.client.Terminal;
import dev.dnsmesh.bootstrap.client.Client;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** Writes the manual pages and completion scripts of the distribution: {@code ManualMain share}. */
public final class ManualMain {
    private static final Map<String, String> COMPLETIONS = Map.of("bash", "bash-completion/completions/dnsmesh",
            "zsh", "zsh/site-functions/_dnsmesh", "fish", "fish/vendor_completions.d/dnsmesh.fish");

    private ManualMain() {
    }

    /** The whole command tree of {@code dnsmesh}. */
    public static CommandLine model() {
        try (Client client = client(new StringWriter())) {
            return client.model();
        }
    }

    /** Into {@code man/man1} and the shells' directories below the one given. */
    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0]);
        CommandLine model = model();
        for (Map.Entry<String, String> page : ManualPage.all(model, Version.number()).entrySet()) {
            write(share.resolve("man/man1").resolve(page.getKey()), page.getValue());
        }
        for (Map.Entry<String, String> shell : COMPLETIONS.entrySet()) {
            StringWriter script = new StringWriter();
            try (Client client = client(script)) {
                client.run("completion", shell.getKey());
            }
            write(share.resolve(shell.getValue()), script.toString());
        }
    }

    private static Client client(StringWriter out) {
        return new Client(new Terminal(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(System.err), false, false, false),
                Map.of("HOME", "/"), new Version(), ClientMain::words);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}

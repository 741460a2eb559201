package dev.dnsmesh.bootstrap.demo;

import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(name = "demo", description = {"Shows it at work on this machine alone: starts a node on free ports, in a temporary directory,"
        + " and has three people exchange messages through it.",
    "Prints every step as a person would type it. Exit status 0 only if every message arrived."},
        footerHeading = "%nExample:%n", footer = "  dnsmesh demo")
public final class DemoCommand implements Callable<Integer> {
    private static final int ATTEMPTS = 10;

    private final Session session;
    private final IVersionProvider version;

    @Option(names = "--keep", description = "Leave the temporary directory, with node and people, where it is.")
    private boolean keep;

    public DemoCommand(Session session, IVersionProvider version) {
        this.session = session;
        this.version = version;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("dnsmesh-demo-");
        if (!keep) {
            // at the end of the process, however it comes about
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        }
        return play(directory);
    }

    private int play(Path directory) {
        Consumer<String> shown = session.invocation().json() ? _ -> { } : line -> {
            session.terminal().out().println(line);
            session.terminal().out().flush();
        };
        Demo demo = new Demo(directory, version, shown);
        Optional<String> spoilt = demo.run();
        if (spoilt.isPresent()) {
            return session.fail(ClientFailure.of(ClientErrorCode.INTERNAL, "the demo stopped: " + spoilt.get())
                    .with("delivered", demo.delivered()));
        }
        return session.done(json -> json.put("delivered", demo.delivered()), out -> {
            out.println();
            out.println("All " + demo.delivered() + " messages arrived." + (keep ? " Everything is in " + directory : ""));
        });
    }

    private static void delete(Path directory) {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException comingAndGoing) {
                // an interrupted demo may still be writing: look again
            }
        }
    }
}

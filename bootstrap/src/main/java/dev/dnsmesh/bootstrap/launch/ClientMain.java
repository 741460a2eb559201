package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.cli.client.Terminal;
import dev.dnsmesh.adapters.cli.client.Word;
import dev.dnsmesh.bootstrap.client.Client;
import dev.dnsmesh.bootstrap.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** {@code dnsmesh}: the client. */
public final class ClientMain {
    /** Which of the standard streams are terminals, as digits; the launcher knows, Java does not tell them apart. */
    private static final String TERMINALS = "DNSMESH_TERMINALS";

    private ClientMain() {
    }

    /** Exits with the codes of cli.md 1. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("node")) {
            NodeMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println("dnsmesh " + Version.number()); // without the parser, which is most of the time it takes
            return;
        }
        int exit;
        try (Client client = new Client(terminal(), System.getenv(), new Version(), ClientMain::words)) {
            exit = client.run(arguments);
        }
        System.exit(exit);
    }

    /** Those that start a node. */
    static List<Word> words(Session session) {
        return List.of(new Word("node", NodeWord::new), new Word("demo", () -> new DemoCommand(session, new Version())));
    }

    private static Terminal terminal() {
        String terminals = System.getenv().getOrDefault(TERMINALS, "");
        return new Terminal(System.in, new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                terminals.contains("0"), terminals.contains("1"), terminals.contains("2"));
    }
}

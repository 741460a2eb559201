package dev.dnsmesh.adapters.cli.client;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a run of {@code dnsmesh} leaves behind. */
record Typed(int exit, String out, String err) {
    /** Runs one line of words with commands made for the test's session. */
    static Typed in(Map<String, String> environment, Function<Session, List<Word>> words, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(new Terminal(new ByteArrayInputStream(new byte[0]), new PrintWriter(out), new PrintWriter(err),
                false, false, false));
        int exit = new ClientProgram(session, words.apply(session), environment, () -> new String[] {"dnsmesh 1.2.3"}).run(arguments);
        return new Typed(exit, out.toString(), err.toString());
    }
}

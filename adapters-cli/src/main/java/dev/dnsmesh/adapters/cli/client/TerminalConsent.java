package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.out.Consent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks on standard error and reads one line of standard input, terminal or not. */
public final class TerminalConsent implements Consent {
    private final Terminal terminal;

    public TerminalConsent(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public boolean given(String question) {
        terminal.err().print(question);
        terminal.err().flush();
        try {
            // the command reads nothing else from standard input, so what is buffered beyond the line is nobody's loss
            String line = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
            if (!terminal.inIsTerminal()) {
                terminal.err().println(); // nobody has ended the line of the question by typing
            }
            return line != null && switch (line.trim().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> true;
                default -> false;
            };
        } catch (IOException nobodyToAsk) {
            return false;
        }
    }
}

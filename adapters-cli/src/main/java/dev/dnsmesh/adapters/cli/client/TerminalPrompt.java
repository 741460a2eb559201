package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.domain.octets.Secret;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Asks on the terminal that the process belongs to, whatever standard input and output are. */
public final class TerminalPrompt implements PassphrasePrompt {
    private static final int MAX_LENGTH = 4096;

    private final File terminal;

    public TerminalPrompt() {
        this(new File("/dev/tty"));
    }

    TerminalPrompt(File terminal) {
        this.terminal = terminal;
    }

    @Override
    public Optional<Secret> ask(String question) {
        try (OutputStream show = new FileOutputStream(terminal); InputStream typed = new FileInputStream(terminal)) {
            Thread restoring = new Thread(() -> echo("echo"));
            Runtime.getRuntime().addShutdownHook(restoring);
            try {
                // before the question, or what is typed at once would be shown
                if (!echo("-echo")) {
                    return Optional.empty();
                }
                show.write(question.getBytes(StandardCharsets.UTF_8));
                return line(typed);
            } finally {
                echo("echo");
                Runtime.getRuntime().removeShutdownHook(restoring);
                show.write('\n');
            }
        } catch (IOException noTerminal) {
            return Optional.empty();
        }
    }

    private static Optional<Secret> line(InputStream typed) throws IOException {
        byte[] octets = new byte[MAX_LENGTH];
        int length = 0;
        try {
            int next = typed.read();
            while (next >= 0 && next != '\n' && length < MAX_LENGTH) {
                octets[length++] = (byte) next;
                next = typed.read();
            }
            return next < 0 && length == 0 ? Optional.empty() : Optional.of(Secret.of(Arrays.copyOf(octets, length)));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** False where the terminal cannot be told. */
    private boolean echo(String mode) {
        try {
            return new ProcessBuilder("stty", mode).redirectInput(terminal).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.dnsmesh.adapters.cli.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.contracts.client.PassphrasePromptContract;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On a pseudo-terminal, which python3 makes. */
class TerminalPromptTest implements PassphrasePromptContract {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String PERSON = """
            import os, pty, select, sys
            ours, theirs = pty.openpty()
            print(os.ttyname(theirs), flush=True)
            shown = b""
            while b"? " not in shown:
                shown += os.read(ours, 1024)
            os.write(ours, sys.argv[1].encode() + b"\\n")
            sys.stdin.read()
            while select.select([ours], [], [], 0)[0]:
                shown += os.read(ours, 1024)
            sys.stdout.buffer.write(shown)
            """;

    @TempDir
    private Path directory;

    @Override
    public Harness newTerminal(String line) {
        assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed: no terminal is asked");
        try {
            Process person = new ProcessBuilder(PYTHON.toString(), "-c", PERSON, line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader told = person.inputReader(StandardCharsets.UTF_8);
            File terminal = new File(told.readLine());
            return new Harness() {
                @Override
                public PassphrasePrompt prompt() {
                    return new TerminalPrompt(terminal);
                }

                @Override
                public String shown() {
                    try {
                        person.getOutputStream().close();
                        return String.join("\n", told.lines().toList());
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }

                @Override
                public void close() {
                    person.destroy();
                }
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public PassphrasePrompt withoutTerminal() {
        return new TerminalPrompt(directory.resolve("no/terminal").toFile());
    }
}

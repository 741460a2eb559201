package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.out.Consent;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.contracts.client.ConsentContract;
import dev.dnsmesh.contracts.client.ProgressContract;
import dev.dnsmesh.contracts.client.RemarksContract;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;

/** What the client's core asks of a terminal, held to its contracts. */
class TerminalContractsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Terminal terminal(String input) {
        return new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new PrintWriter(out), new PrintWriter(err),
                false, false, false);
    }

    @Nested
    class Asking implements ConsentContract {
        @Override
        public Consent ofUserTyping(String input) {
            return new TerminalConsent(terminal(input));
        }
    }

    @Nested
    class Remarking implements RemarksContract {
        @Override
        public Harness newRemarks(boolean quiet) {
            Session session = new Session(terminal(""));
            session.begin(new Invocation("greet", Path.of("."), Path.of("."), false, quiet, Invocation.Progressing.SILENT, Optional.empty(),
                    List.of(), Optional.empty(), Map.of()));
            return new Harness() {
                @Override
                public Remarks remarks() {
                    return session;
                }

                @Override
                public List<String> lines() {
                    return err.toString().lines().toList();
                }

                @Override
                public String results() {
                    return out.toString();
                }
            };
        }
    }

    @Nested
    class Lines implements ProgressContract {
        @Override
        public Progress newProgress() {
            return new ProgressLines(line -> err.append(line).append('\n'));
        }

        @Override
        public String shown() {
            return err.toString();
        }
    }

    /** After its first second, when it shows something. */
    @Nested
    class OneLine implements ProgressContract {
        @Override
        public Progress newProgress() {
            AtomicLong seconds = new AtomicLong();
            return new ProgressLine(new PrintWriter(err), () -> 2_000_000_000L * seconds.getAndIncrement());
        }

        @Override
        public String shown() {
            return err.toString();
        }
    }
}

package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.ReadStatistics.Credentials;
import dev.dnsmesh.application.port.in.ReadStatistics.Statistics;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stats}. */
@Command(name = "stats", mixinStandardHelpOptions = true, description = "Counts what this node holds.")
final class StatisticsCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "as a JSON object")
    private boolean json;

    StatisticsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Statistics now = session.ports().statistics().read();
        if (json) {
            return session.say(JsonForm.of(now));
        }
        return session.say(String.join("\n", line("records", now.records() + " (" + now.claims() + " claims)"),
                line("TSIG keys", of(now.keys(), "active")), line("tokens", of(now.tokens(), "live")), line("names", of(now.owners(), "held")),
                line("peers", String.valueOf(now.peers())),
                line("last write", now.last().millis() == 0 ? "never" : Columns.time(Instant.ofEpochMilli(now.last().millis()))),
                line("instance", now.instance().hex())));
    }

    private static String of(Credentials credentials, String active) {
        return credentials.active() + " " + active + " of " + credentials.all();
    }

    private static String line(String name, String value) {
        return "%-11s %s".formatted(name, value);
    }
}

package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.CheckSetup;
import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.in.CheckSetup.Level;
import dev.dnsmesh.application.client.port.in.CheckSetup.Report;
import dev.dnsmesh.application.client.port.in.RepairLocalDns;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code doctor}. */
@Network
@Command(name = "doctor", description = "Checks everything that sending and receiving depends on, and says what to do.",
        footerHeading = "%nExample:%n", footer = {"  dnsmesh doctor", "  dnsmesh doctor --repair"})
public final class DoctorCommand implements Callable<Integer> {
    private final Session session;
    private final Supplier<CheckSetup> checking;
    private final Supplier<RepairLocalDns> repairing;

    @Option(names = "--repair", description = "Find where the node answers DNS UPDATEs and store it; nothing else is changed.")
    private boolean repair;

    public DoctorCommand(Session session, Supplier<CheckSetup> checking, Supplier<RepairLocalDns> repairing) {
        this.session = session;
        this.checking = checking;
        this.repairing = repairing;
    }

    @Override
    public Integer call() {
        return repair ? session.end(repairing.get().repair(), pinned -> session.done(
                json -> json.put("local_node_dns_server", pinned.server()).put("local_node_dns_port", pinned.port()),
                out -> out.println("the node's DNS is pinned: " + pinned.server() + " port " + pinned.port())))
                : session.end(checking.get().check(), this::show);
    }

    private int show(Report report) {
        session.done(json -> json(json, report), out -> text(out, report));
        return report.count(Level.FAIL) > 0 ? 1 : 0;
    }

    private static void json(ObjectNode json, Report report) {
        json.put("config", report.location()).put("username", report.username()).put("domain", report.domain())
                .put("endpoint", report.endpoint());
        ArrayNode checks = json.putArray("checks");
        report.checks().forEach(check -> checks.addObject().put("id", check.id())
                .put("level", check.level().name().toLowerCase(Locale.ROOT)).put("detail", check.detail()));
        json.put("fails", report.count(Level.FAIL)).put("warns", report.count(Level.WARN));
    }

    private void text(PrintWriter out, Report report) {
        out.println("config:   " + report.location());
        out.println("username: " + report.username());
        out.println("domain:   " + report.domain());
        out.println("endpoint: " + (report.endpoint().isEmpty() ? "(none)" : report.endpoint()));
        report.checks().forEach(check -> out.println(mark(check) + "  " + check.id() + ": " + check.detail()));
        out.println(report.count(Level.FAIL) + " failed, " + report.count(Level.WARN) + " to look at, "
                + report.count(Level.PASS) + " fine");
    }

    private String mark(Check check) {
        String colour = switch (check.level()) {
            case PASS -> "green";
            case WARN -> "yellow";
            case FAIL -> "red";
        };
        return (session.colours() ? Ansi.ON : Ansi.OFF).string("@|" + colour + " " + check.level() + "|@");
    }
}

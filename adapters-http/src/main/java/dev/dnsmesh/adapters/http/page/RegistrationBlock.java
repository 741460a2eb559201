package dev.dnsmesh.adapters.http.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a visitor has to do to write here. */
final class RegistrationBlock {
    private RegistrationBlock() {
    }

    /** @param localDns the port that DNS is at, on a node that serves its own machine alone and over plain HTTP */
    static void write(Html page, Registration registration, Visit visit, String zone, OptionalInt localDns) {
        switch (registration) {
            case Registration.SelfService(Optional<Duration> life, List<String> domains) ->
                    selfService(page, life, domains, visit, zone, localDns);
            case Registration.WithoutUpdate() -> page.paragraph("Self-service registration is enabled, but keys cannot be used yet: "
                    + "the operator still has to set <code>DMP_DNS_UPDATE_ENABLED=1</code>.");
            case Registration.ByOperator() -> operator(page,
                    "Self-service registration is disabled on this node. For a key or a token, ask the operator of ", visit);
            case Registration.OneToken() -> operator(page,
                    "One operator token gates all writes on this node. To write, ask the operator of ", visit);
            case Registration.Open() -> page.paragraph("Writes to this node are <strong>unauthenticated</strong>. An operator who "
                    + "wants every user to have a key of their own sets <code>DMP_AUTH_MODE=multi-tenant</code>, "
                    + "<code>DMP_DNS_UPDATE_ENABLED=1</code> and <code>DMP_REGISTRATION_ENABLED=1</code>.");
            case Registration.Closed() -> page.paragraph("This node takes no writes: its <code>DMP_AUTH_MODE</code> is none of "
                    + "<code>open</code>, <code>legacy</code> and <code>multi-tenant</code>.");
        }
    }

    private static void operator(Html page, String words, Visit visit) {
        page.tags("<p>" + words).text(visit.spoken()).tags(".</p>\n");
    }

    private static void selfService(Html page, Optional<Duration> life, List<String> domains, Visit visit, String zone,
                                    OptionalInt localDns) {
        page.tags("<p>Everybody gets a TSIG key of their own, ")
                .text(life.map(span -> "valid for " + span.toDays() + " days").orElse("without an end")).tags(". ");
        if (domains.isEmpty()) {
            page.tags("Any <code>user@example.com</code> may register.</p>\n");
        } else {
            page.tags("Users of these domains may register: <code>").text(String.join(", ", domains)).tags("</code>.</p>\n");
        }
        page.tags("<ol>\n<li><p>Choose a name below this zone, and have the client remember this node:</p>\n")
                .command("dnsmesh init alice@" + zone + " --endpoint " + (localDns.isPresent() ? "http://" : "") + visit.host() + option(" --dns-host ", visit, localDns))
                .tags("</li>\n<li><p>Register. The keys of your identity come from a passphrase, which is looked for in this order: the variable "
                        + "<code>DMP_PASSPHRASE</code>, the file named by <code>passphrase_file</code>, a prompt. Choose a long one and keep it.</p>\n")
                .command("dnsmesh tsig register --node " + visit.host() + (localDns.isPresent() ? " --scheme http" : "")
                        + option(" --dns-server ", visit, localDns))
                .tags("</li>\n<li><p>Publish your public keys, so that others can write to you:</p>\n")
                .command("dnsmesh identity publish").tags("</li>\n</ol>\n");
    }

    /** Only where DNS is not found by itself: elsewhere the port is the usual one. */
    private static String option(String server, Visit visit, OptionalInt localDns) {
        return localDns.isPresent() ? server + (visit.server().equals("localhost") ? "127.0.0.1" : visit.server()) + " --dns-port " + localDns.getAsInt() : "";
    }
}

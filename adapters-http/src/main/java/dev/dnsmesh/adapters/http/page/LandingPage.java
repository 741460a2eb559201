package dev.dnsmesh.adapters.http.page;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.in.ListPeers;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** {@code /} and {@code /index.html} (http.md 7 and 13.9): no script, nothing from elsewhere, everything escaped. */
public final class LandingPage implements Routes {
    private static final String STYLE = resource("landing.css");
    private static final String MARK = resource("mark.svg");
    private static final String NO_ZONE = "<zone>";

    private final NodeProfile profile;
    private final CountRecords records;
    private final CheckHealth health;
    private final Supplier<OptionalInt> dnsPort;
    private final TimeSource time;

    /** @param dnsPort where DNS is to be asked if not at port 53; known once the node serves */
    public LandingPage(NodeProfile profile, CountRecords records, CheckHealth health, Supplier<OptionalInt> dnsPort, TimeSource time) {
        this.profile = profile;
        this.records = records;
        this.health = health;
        this.dnsPort = dnsPort;
        this.time = time;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        return method.reads() && (target.equals("/") || target.equals("/index.html")) ? Optional.of(this::answer) : Optional.empty();
    }

    private Answer answer(Request request) {
        return Answer.text(200, "text/html; charset=utf-8", page(Visit.of(profile.endpoint(), request.header("Host"))))
                .with("Cache-Control", "public, max-age=30")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    private String page(Visit visit) {
        String zone = profile.zone().map(OwnerName::text).orElse(NO_ZONE);
        Html page = new Html().tags("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>").text(visit.title() + " - DNS Mesh").tags("</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n");
        hero(page, visit);
        page.tags("<main>\n");
        section(page, "about", "About this node", () -> about(page, visit));
        section(page, "registration", "Join", () -> RegistrationBlock.write(page, profile.registration(), visit, zone, dnsPort.get()));
        section(page, "publishes", "What it publishes", () -> PublishedRecords.write(page, zone));
        section(page, "dns", "Ask it", () -> dns(page, visit, zone));
        discovery(page);
        section(page, "protocol", "Protocol", () -> protocol(page));
        return page.tags("</main>\n</body>\n</html>\n").toString();
    }

    private void hero(Html page, Visit visit) {
        page.tags("<header>\n<div>\n" + MARK + "<p class=\"kind\">DNS Mesh node</p>\n<h1>").text(visit.title()).tags("</h1>\n<p class=\"lead\">")
                .tags("A mailbox in the domain name system").tags(profile.zone().isPresent() ? ", for names in <strong>" : "")
                .text(profile.zone().map(OwnerName::text).orElse("")).tags(profile.zone().isPresent() ? "</strong>" : "")
                .tags(". It stores what its users have encrypted and signed, and serves it to any resolver.</p>\n");
        switch (health.check()) {
            case CheckHealth.Health.Sound() -> page.tags("<p class=\"status\">This node is up and healthy.</p>\n");
            case CheckHealth.Health.Degraded(var store) ->
                    page.tags("<p class=\"status degraded\">This node is up, but cannot read its records.</p>\n");
        }
        page.tags("</div>\n</header>\n");
    }

    private static void section(Html page, String id, String heading, Runnable content) {
        page.tags("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">").text(heading).tags("</h2>\n");
        content.run();
        page.tags("</section>\n");
    }

    private void about(Html page, Visit visit) {
        page.tags("<dl>\n<dt>Endpoint</dt><dd>").text(visit.endpoint().orElse("not configured")).tags("</dd>\n<dt>Zone</dt><dd>")
                .text(profile.zone().map(OwnerName::text).orElse("none yet")).tags("</dd>\n");
        records.count().ifPresent(count -> page.tags("<dt>Live records</dt><dd>").text(Long.toString(count)).tags("</dd>\n"));
        switch (profile.discovery()) {
            case Discovery.On(String operatorKey, ListPeers ignored) ->
                    page.tags("<dt>Operator key</dt><dd><code>").text(operatorKey).tags("</code></dd>\n");
            case Discovery.Off() -> { }
        }
        page.tags("<dt>For programs</dt><dd>").link("/health").tags(" and ").link("/stats").tags("</dd>\n</dl>\n");
    }

    private void dns(Html page, Visit visit, String zone) {
        OptionalInt port = dnsPort.get();
        String dig = "dig @" + visit.server() + (port.isPresent() ? " -p " + port.getAsInt() : "");
        page.paragraph("Whether it answers for its zone. A click selects a whole command.")
                .command(dig + " " + zone + " SOA +short")
                .paragraph("Nodes that take part in discovery tell of themselves and of others in DNS, too:")
                .command(dig + " _dnsmesh-heartbeat." + zone + " TXT +short")
                .command(dig + " _dnsmesh-seen." + zone + " TXT +short");
        switch (profile.discovery()) {
            case Discovery.On on -> page.paragraph("Or have it checked and laid out:")
                    .command("dnsmesh peers " + (zone.equals(NO_ZONE) ? visit.host() : zone));
            case Discovery.Off() -> { }
        }
    }

    private void discovery(Html page) {
        switch (profile.discovery()) {
            case Discovery.On(String ignored, ListPeers known) -> {
                List<ListPeers.Peer> peers = known.peers();
                section(page, "discovery", "Discovery (" + peers.size() + ")", () -> {
                    PeersTable.write(page, peers, time.now());
                    page.paragraph("The raw data is in DNS, under the two names above.");
                });
            }
            case Discovery.Off() -> section(page, "discovery", "Discovery", () -> page.paragraph("This node does not take part in "
                    + "discovery, so it has heard of no peers. Its operator can turn that on with <code>DMP_HEARTBEAT_ENABLED</code>, "
                    + "<code>DMP_HEARTBEAT_SELF_ENDPOINT</code> and <code>DMP_HEARTBEAT_OPERATOR_KEY_PATH</code>."));
        }
    }

    private void protocol(Html page) {
        page.paragraph("The DNS Mesh Protocol carries end-to-end encrypted messages in DNS records. Clients encrypt and sign on their "
                + "users' own machines; a node stores the signed records and serves them to any resolver, without being able to "
                + "read or forge them.").tags("<p class=\"links\">").link(profile.links().documentation(), "Documentation").tags(" ")
                .link(profile.links().source(), "Source").tags(" ").link(profile.links().client(), "Client").tags("</p>\n");
    }

    private static String resource(String name) {
        try (InputStream in = LandingPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " is part of this jar", unreadable);
        }
    }
}

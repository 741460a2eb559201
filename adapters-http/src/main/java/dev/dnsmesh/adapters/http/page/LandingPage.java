package dev.dnsmesh.adapters.http.page;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
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

/** {@code /} and {@code /index.html} (http.md 7 and 13.9): no script, nothing from elsewhere, everything escaped. */
public final class LandingPage implements Routes {
    private static final String STYLE = style();
    private static final String NO_ZONE = "<zone>";

    private final NodeProfile profile;
    private final CountRecords records;
    private final TimeSource time;

    public LandingPage(NodeProfile profile, CountRecords records, TimeSource time) {
        this.profile = profile;
        this.records = records;
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
                + "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>").text(visit.title())
                .tags("</h1>\n<p class=\"status\"><span aria-hidden=\"true\">&#9679;</span> This node is up.</p>\n</header>\n");
        section(page, "about", "About", () -> about(page, visit));
        section(page, "registration", "Registration", () -> RegistrationBlock.write(page, profile.registration(), visit, zone));
        section(page, "dns", "DNS", () -> dns(page, visit, zone));
        discovery(page);
        section(page, "protocol", "Protocol", () -> protocol(page));
        return page.tags("</main>\n</body>\n</html>\n").toString();
    }

    private static void section(Html page, String id, String heading, Runnable content) {
        page.tags("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">").text(heading).tags("</h2>\n");
        content.run();
        page.tags("</section>\n");
    }

    private void about(Html page, Visit visit) {
        page.tags("<dl>\n<dt>Endpoint</dt><dd>").text(visit.endpoint().orElse("not configured")).tags("</dd>\n");
        records.count().ifPresent(count -> page.tags("<dt>Live records</dt><dd>").text(Long.toString(count)).tags("</dd>\n"));
        switch (profile.discovery()) {
            case Discovery.On(String operatorKey, ListPeers ignored) ->
                    page.tags("<dt>Operator key</dt><dd><code>").text(operatorKey).tags("</code></dd>\n");
            case Discovery.Off() -> { }
        }
        page.tags("<dt>For programs</dt><dd>").link("/health").tags(", ").link("/stats").tags("</dd>\n</dl>\n");
    }

    private static void dns(Html page, Visit visit, String zone) {
        page.paragraph("What nodes tell each other is in DNS. Ask this one:")
                .lines("dig @" + visit.server() + " _dnsmesh-heartbeat." + zone + " TXT +short",
                        "dig @" + visit.server() + " _dnsmesh-seen." + zone + " TXT +short")
                .tags("<p>Or have it checked and laid out: <code>dnsmesh peers ")
                .text(zone.equals(NO_ZONE) ? visit.host() : zone).tags("</code></p>\n");
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
                    + "discovery. An operator turns it on with <code>DMP_HEARTBEAT_ENABLED</code>, "
                    + "<code>DMP_HEARTBEAT_SELF_ENDPOINT</code> and <code>DMP_HEARTBEAT_OPERATOR_KEY_PATH</code>."));
        }
    }

    private void protocol(Html page) {
        page.paragraph("The DNS Mesh Protocol carries end-to-end encrypted messages in DNS records. Clients encrypt and sign on their "
                + "users' own machines; a node stores the signed records and serves them to any resolver, without being able to "
                + "read or forge them.").tags("<p>").link(profile.links().documentation(), "Documentation").tags(" &middot; ")
                .link(profile.links().source(), "Source").tags(" &middot; ").link(profile.links().client(), "Client").tags("</p>\n");
    }

    private static String style() {
        try (InputStream css = LandingPage.class.getResourceAsStream("landing.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

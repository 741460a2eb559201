package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.NodeClock;
import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.client.zone.LocalDnsDiscovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The node: its HTTP side, its DNS side, its clock. */
public final class NodeExamination implements Examination {
    private static final Duration PINNED_LIMIT = Duration.ofSeconds(2);
    private static final Duration FUDGE = Duration.ofSeconds(300);
    /** Above the second that the node's answer is rounded to, and the way there. */
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private final NodeApi node;
    private final NodeProbe probe;
    private final NodeClock clock;

    public NodeExamination(NodeApi node, NodeProbe probe, NodeClock clock) {
        this.node = node;
        this.probe = probe;
        this.clock = clock;
    }

    @Override
    public List<Check> of(ClientSettings settings) {
        Home home = settings.home();
        List<Check> checks = new ArrayList<>();
        checks.add(endpoint(home.endpoint()));
        localDns(home).ifPresent(checks::add);
        updates(settings).ifPresent(checks::add);
        if (!home.endpoint().isEmpty()) {
            clock.ahead(home.endpoint()).map(NodeExamination::clock).ifPresent(checks::add);
        }
        return checks;
    }

    private Check endpoint(String endpoint) {
        if (endpoint.isEmpty()) {
            return Check.warn("endpoint", "no node is configured; set one with: dnsmesh config set endpoint URL");
        }
        return switch (node.health(endpoint)) {
            case Reply.Ok<String> _ -> Check.pass("endpoint", endpoint + " answers");
            case Reply.Status<String>(var status, var _) -> Check.warn("endpoint", endpoint + " answers with HTTP " + status);
            case Reply.Malformed<String>(var why) -> Check.warn("endpoint", endpoint + ": " + why);
            case Reply.Unreachable<String>(var why) -> Check.fail("endpoint", endpoint + " cannot be reached: " + why);
        };
    }

    private Optional<Check> localDns(Home home) {
        boolean pinned = !home.localDnsServer().isEmpty() && home.localDnsPort() > 0;
        if (pinned) {
            String place = home.localDnsServer() + " port " + home.localDnsPort();
            return Optional.of(probe.probe(home.localDnsServer(), home.localDnsPort(), PINNED_LIMIT).isPresent()
                    ? Check.pass("local_dns", "the node takes UPDATEs at " + place)
                    : Check.fail("local_dns", "no node answers at " + place + "; look for it with: dnsmesh doctor --repair"));
        }
        if (home.endpoint().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LocalDnsDiscovery(probe).at(home.endpoint())
                .map(found -> Check.warn("local_dns", "the node's DNS is not pinned; it answers at " + found.server() + " port "
                        + found.port() + ": pin it with dnsmesh doctor --repair"))
                .orElseGet(() -> Check.warn("local_dns", "the node's DNS is not pinned, and none was found at the usual ports")));
    }

    /** Where signed UPDATEs go first, unless that was asked already. Other ways may lead to the node, so it is no failure. */
    private Optional<Check> updates(ClientSettings settings) {
        Home home = settings.home();
        boolean overDns = NodeTransport.parse(settings.ours().nodeTransport())
                .filter(transport -> transport == NodeTransport.AUTO || transport == NodeTransport.DNS).isPresent();
        return settings.tsig().filter(key -> overDns && !key.server().isEmpty()
                && !(key.server().equals(home.localDnsServer()) && key.port() == home.localDnsPort())).map(key -> {
                    String place = key.server() + " port " + key.port();
                    return probe.probe(key.server(), key.port(), PINNED_LIMIT).isPresent()
                            ? Check.pass("updates", "the node takes signed UPDATEs at " + place)
                            : Check.warn("updates", "no node answers UPDATEs at " + place + ", where they go first: is it the right port"
                                    + " (dnsmesh config set tsig_dns_port PORT), or is it blocked (dnsmesh config set node_transport doh)?");
                });
    }

    private static Check clock(Duration ahead) {
        Duration off = ahead.abs();
        String words = "this clock is " + off.toSeconds() + " s " + (ahead.isNegative() ? "ahead of" : "behind") + " the node's";
        if (off.compareTo(FUDGE) > 0) {
            return Check.fail("clock", words + "; beyond 300 s the node refuses every signed UPDATE: set the clock");
        }
        return off.compareTo(NOTABLE) > 0 ? Check.warn("clock", words) : Check.pass("clock", "this clock agrees with the node's");
    }
}

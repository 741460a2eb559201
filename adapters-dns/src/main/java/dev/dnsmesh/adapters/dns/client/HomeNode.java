package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.octets.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the node that the user has a key of (client.md 19.5).
 *
 * @param hosts     under which it is written to, in lower case, the usual one first
 * @param transport how
 * @param doh       where it answers DNS over HTTPS; empty = at the host that is written to
 * @param dotPort   of DNS over TLS
 */
public record HomeNode(List<String> hosts, NodeTransport transport, Optional<Upstream.Https> doh, int dotPort) {
    public static final int DOT_PORT = 853;
    private static final int DNS_PORT = 53;

    /** No node is known as the home node: every one is reached as a foreign one is. */
    public static final HomeNode NONE = new HomeNode(List.of(), NodeTransport.AUTO, Optional.empty(), DOT_PORT);

    public HomeNode {
        hosts = List.copyOf(hosts);
    }

    /** Of a configuration: {@code node_doh_url}, else {@code /dns-query} at the endpoint. */
    public static HomeNode of(ClientSettings settings, NodeTransport transport, int dotPort) {
        String endpoint = settings.home().endpoint();
        List<String> hosts = Stream.of(settings.tsig().map(TsigBlock::server).orElse(""), Endpoint.host(endpoint).orElse(""), settings.home().localDnsServer())
                .filter(host -> !host.isEmpty()).map(Ascii::lowerCased).distinct().toList();
        String url = settings.ours().nodeDohUrl();
        Optional<Upstream.Https> doh = url.isEmpty() ? derived(endpoint) : https(url);
        return new HomeNode(hosts, transport, doh, dotPort);
    }

    /** The endpoint may be plain HTTP on this machine; everywhere else it is taken for HTTPS. */
    private static Optional<Upstream.Https> derived(String endpoint) {
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        String authority = Endpoint.authority(endpoint);
        int path = authority.indexOf('/');
        String host = path < 0 ? authority : authority.substring(0, path);
        return https((endpoint.startsWith("http://") ? "http://" : "https://") + host)
                .or(() -> Endpoint.host(endpoint).flatMap(name -> https("https://" + name)));
    }

    private static Optional<Upstream.Https> https(String url) {
        return Upstream.parseAny(url, DNS_PORT).flatMap(parsed -> switch (parsed) {
            case Upstream.Https https -> Optional.of(https);
            case Upstream.Plain _, Upstream.Tls _ -> Optional.empty();
        });
    }

    /** Where it can be read from if not over UDP and TCP; nowhere where {@code node_transport} forbids that. */
    public List<Upstream> readers() {
        List<Upstream> readers = new ArrayList<>();
        if (!hosts.isEmpty() && (transport == NodeTransport.AUTO || transport == NodeTransport.DOT)) {
            readers.add(new Upstream.Tls(hosts.getFirst(), dotPort, hosts.getFirst()));
        }
        if (transport == NodeTransport.AUTO || transport == NodeTransport.DOH) {
            doh.ifPresent(readers::add);
        }
        return readers;
    }

    boolean is(String host) {
        return hosts.contains(Ascii.lowerCased(host));
    }
}

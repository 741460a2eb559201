package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.dns.client.HomeNode;
import dev.dnsmesh.adapters.dns.client.ResolverPool;
import dev.dnsmesh.adapters.dns.client.SecureTransports;
import dev.dnsmesh.adapters.dns.client.SystemResolvers;
import dev.dnsmesh.adapters.dns.client.Upstream;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.port.out.TimeSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Which servers names are read through (client.md 14, 19.5). */
final class Readers {
    private static final int DNS_PORT = 53;
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final List<String> overriding;
    private final Remarks remarks;
    private final SecureTransports secure;

    /** @param overriding {@code --resolver}; empty = what the configuration says */
    Readers(List<String> overriding, Remarks remarks, SecureTransports secure) {
        this.overriding = overriding;
        this.remarks = remarks;
        this.secure = secure;
    }

    ResolverPool pool(Loaded loaded, TimeSource time, RandomGenerator random) {
        return switch (loaded) {
            case Loaded.Found(var settings) -> {
                List<Upstream> upstreams = chosen(settings);
                if (settings.readers().dnssecRequired() && upstreams.stream().anyMatch(Readers::isRewritable)) {
                    remarks.warning("dnssec_required proves nothing over plain DNS to another machine: use tls:// or https:// resolvers");
                }
                yield pool(upstreams, settings.readers().dnssecRequired(), time, random);
            }
            case Loaded.Absent _, Loaded.Broken _ -> pool(overriding.isEmpty() ? SystemResolvers.of(RESOLV_CONF)
                    : any(overriding), false, time, random);
        };
    }

    /** What the home node itself says of its zone, over TLS and HTTPS. */
    ResolverPool home(HomeNode home, boolean dnssec, TimeSource time, RandomGenerator random) {
        return pool(home.readers(), dnssec, time, random);
    }

    private static boolean isRewritable(Upstream upstream) {
        return upstream instanceof Upstream.Plain(var address) && !address.getAddress().isLoopbackAddress();
    }

    private ResolverPool pool(List<Upstream> upstreams, boolean dnssec, TimeSource time, RandomGenerator random) {
        ResolverPool.Settings defaults = ResolverPool.Settings.DEFAULTS;
        return new ResolverPool(upstreams, new ResolverPool.Settings(defaults.perTry(), dnssec, defaults.directPort()), time, random,
                secure);
    }

    private List<Upstream> chosen(ClientSettings settings) {
        if (!overriding.isEmpty()) {
            return any(overriding);
        }
        if (!settings.ours().resolvers().isEmpty()) {
            return any(settings.ours().resolvers());
        }
        if (!settings.readers().dnsResolvers().isEmpty()) {
            return addresses(settings.readers().dnsResolvers(), DNS_PORT);
        }
        return settings.readers().dnsHost().filter(host -> !host.isEmpty())
                .map(host -> named(host, settings.readers().dnsPort())).orElseGet(() -> SystemResolvers.of(RESOLV_CONF));
    }

    /** {@code dns_host} may be a name, which the system resolves. */
    private List<Upstream> named(String host, int port) {
        Optional<Upstream> literal = Upstream.parse(host, port);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            return List.of(new Upstream.Plain(new InetSocketAddress(InetAddress.getByName(host), port)));
        } catch (UnknownHostException unknown) {
            remarks.warning("dns_host " + host + " has no address");
            return List.of();
        }
    }

    private List<Upstream> addresses(List<String> entries, int port) {
        return parsed(entries, entry -> Upstream.parse(entry, port), "an address with an optional port");
    }

    private List<Upstream> any(List<String> entries) {
        return parsed(entries, entry -> Upstream.parseAny(entry, DNS_PORT), "an address, tls://HOST[:PORT][#NAME] or https://HOST[:PORT]/PATH");
    }

    private List<Upstream> parsed(List<String> entries, Function<String, Optional<Upstream>> parse, String wanted) {
        List<Upstream> usable = new ArrayList<>();
        for (String entry : entries) {
            parse.apply(entry).ifPresentOrElse(usable::add,
                    () -> remarks.warning("the resolver '" + entry + "' is not used: it is not " + wanted));
        }
        return usable;
    }
}

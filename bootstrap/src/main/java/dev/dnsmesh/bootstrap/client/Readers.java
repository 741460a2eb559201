package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.dns.client.ResolverPool;
import dev.dnsmesh.adapters.dns.client.SystemResolvers;
import dev.dnsmesh.adapters.dns.client.Upstream;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.port.out.TimeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Which servers names are read through (client.md 14, 19.5). */
final class Readers {
    private static final int DNS_PORT = 53;
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final List<String> overriding;
    private final Remarks remarks;

    /** @param overriding {@code --resolver}; empty = what the configuration says */
    Readers(List<String> overriding, Remarks remarks) {
        this.overriding = overriding;
        this.remarks = remarks;
    }

    ResolverPool pool(Loaded loaded, TimeSource time, RandomGenerator random) {
        return switch (loaded) {
            case Loaded.Found(var settings) -> pool(chosen(settings), settings.readers().dnssecRequired(), time, random);
            case Loaded.Absent _, Loaded.Broken _ -> pool(overriding.isEmpty() ? SystemResolvers.of(RESOLV_CONF)
                    : parsed(overriding, DNS_PORT), false, time, random);
        };
    }

    private static ResolverPool pool(List<Upstream> upstreams, boolean dnssec, TimeSource time, RandomGenerator random) {
        ResolverPool.Settings defaults = ResolverPool.Settings.DEFAULTS;
        return new ResolverPool(upstreams, new ResolverPool.Settings(defaults.perTry(), dnssec, defaults.directPort()), time, random);
    }

    private List<Upstream> chosen(ClientSettings settings) {
        if (!overriding.isEmpty()) {
            return parsed(overriding, DNS_PORT);
        }
        if (!settings.ours().resolvers().isEmpty()) {
            return parsed(settings.ours().resolvers(), DNS_PORT);
        }
        if (!settings.readers().dnsResolvers().isEmpty()) {
            return parsed(settings.readers().dnsResolvers(), DNS_PORT);
        }
        return settings.readers().dnsHost().filter(host -> !host.isEmpty())
                .map(host -> parsed(List.of(host), settings.readers().dnsPort())).orElseGet(() -> SystemResolvers.of(RESOLV_CONF));
    }

    private List<Upstream> parsed(List<String> entries, int port) {
        List<Upstream> usable = new ArrayList<>();
        for (String entry : entries) {
            Optional<Upstream> upstream = Upstream.parse(entry, port);
            upstream.ifPresentOrElse(usable::add, () -> remarks.warning("the resolver '" + entry
                    + "' is not used: it is not an address with an optional port"));
        }
        return usable;
    }
}

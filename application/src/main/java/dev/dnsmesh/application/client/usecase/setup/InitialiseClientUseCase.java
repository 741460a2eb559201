package dev.dnsmesh.application.client.usecase.setup;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.InitialiseClient;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Cluster;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.application.client.settings.ClientSettings.Providers;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.settings.ResolverEntry;
import dev.dnsmesh.application.client.zone.LocalDnsDiscovery;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.octets.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the first configuration (client.md 1.5). */
public final class InitialiseClientUseCase implements InitialiseClient {
    private static final int DNS_PORT = 53;

    private final Configuration configuration;
    private final ExclusiveAccess exclusive;
    private final LocalDnsDiscovery discovery;
    private final RandomSource random;
    private final Remarks remarks;

    public InitialiseClientUseCase(Configuration configuration, ExclusiveAccess exclusive, LocalDnsDiscovery discovery,
                                   RandomSource random, Remarks remarks) {
        this.configuration = configuration;
        this.exclusive = exclusive;
        this.discovery = discovery;
        this.random = random;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Initialised> initialise(Order order) {
        return exclusive.during(() -> isThere() && !order.force()
                ? ClientResult.failed(ClientErrorCode.CONFIG_EXISTS, "there is a configuration at " + configuration.location()
                        + "; --force overwrites it, and with it the present identity")
                : lawful(order).then(_ -> user(order)).then(user -> resolvers(order.resolving()).then(list -> written(order, user, list))));
    }

    /** A broken configuration is there, too. */
    private boolean isThere() {
        return switch (configuration.load()) {
            case ClientResult.Done<ClientSettings> _ -> true;
            case ClientResult.Failed<ClientSettings>(var failure) -> failure.code() != ClientErrorCode.NO_CONFIG;
        };
    }

    private record User(String name, String domain) {
    }

    private static ClientResult<User> user(Order order) {
        int at = order.username().indexOf('@');
        String name = (at < 0 ? order.username() : order.username().substring(0, at)).trim();
        String host = at < 0 ? "" : order.username().substring(at + 1).trim();
        if (name.isEmpty() || at >= 0 && host.isEmpty()) {
            return ClientFailure.of(ClientErrorCode.USAGE, "'" + order.username() + "' is neither a user name nor user@host")
                    .withExit(1).result();
        }
        return lawful("username", name).then(username -> lawful("domain",
                at >= 0 && order.domain().equals(Order.DEFAULT_DOMAIN) ? host : order.domain()).map(domain -> new User(username, domain)));
    }

    /** What {@code config set} takes. */
    private static ClientResult<String> lawful(String name, String value) {
        return switch (SettingRules.normalised(name, value)) {
            case ClientResult.Done<String> done -> done;
            case ClientResult.Failed<String>(var failure) -> ClientFailure.of(ClientErrorCode.USAGE, failure.message() + ", not '"
                    + value + "'").withExit(1).result();
        };
    }

    private static ClientResult<Order> lawful(Order order) {
        return lawful("endpoint", order.endpoint()).then(_ -> lawful("identity_domain", order.identityDomain()))
                .then(_ -> lawful("dns_port", String.valueOf(order.resolving().dnsPort()))).map(_ -> order);
    }

    private static ClientResult<List<String>> resolvers(Resolving resolving) {
        if (resolving.list().isEmpty()) {
            // a single host that is asked for must be the one that is asked
            return ClientResult.done(resolving.noDefaults() || resolving.dnsHost().isPresent() ? List.of() : Resolving.DEFAULTS);
        }
        List<String> entries = new ArrayList<>();
        for (String text : resolving.list().get().split(",", -1)) {
            Optional<ResolverEntry> entry = ResolverEntry.parse(text);
            if (entry.isEmpty()) {
                return ClientFailure.of(ClientErrorCode.USAGE, "the resolver '" + text.trim()
                        + "' is not an IP address with an optional port").withExit(1).result();
            }
            entries.add(entry.get().toString());
        }
        return ClientResult.done(entries);
    }

    private ClientResult<Initialised> written(Order order, User user, List<String> resolvers) {
        String endpoint = Endpoint.normalised(order.endpoint());
        Optional<LocalDnsDiscovery.Found> local = endpoint.isEmpty() || !order.probe() ? Optional.empty() : discovery.at(endpoint);
        String salt = random.octets(PassphraseSalt.FRESH_LENGTH).hex();
        var settings = new ClientSettings(user.name(),
                new Home(user.domain(), endpoint, order.httpToken(), order.identityDomain(),
                        local.map(LocalDnsDiscovery.Found::server).orElse(""), local.map(LocalDnsDiscovery.Found::port).orElse(0)),
                new IdentityKeys(salt, "", Optional.empty()),
                new Readers(order.resolving().dnsHost(), order.resolving().dnsPort(), resolvers, order.requireDnssec()),
                new Cluster("", "", false, 3600, "", "", ""), new Providers("", ""), Optional.empty(),
                new Receiving(order.allowTofu(), 30, 600, false),
                order.providers() ? Ours.DEFAULTS : Ours.DEFAULTS.withoutProviders(), Map.of(), new TreeMap<>());
        return configuration.replace(settings).map(saved -> {
            remark(saved, order, local);
            return new Initialised(configuration.location(), user.name(), user.domain(), endpoint,
                    local.map(found -> new ResolverEntry(found.server(), found.port()).toString()));
        });
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    /** As it would be typed for the node that was named. */
    private static String register(String endpoint, Optional<LocalDnsDiscovery.Found> local) {
        if (endpoint.isEmpty()) {
            return "dnsmesh tsig register --node HOST";
        }
        String scheme = endpoint.startsWith("http://") ? " --scheme http" : "";
        String dns = local.filter(found -> found.port() != DNS_PORT).map(found -> " --dns-server " + found.server() + " --dns-port " + found.port())
                .orElse("");
        return "dnsmesh tsig register --node " + Endpoint.authority(endpoint) + scheme + dns;
    }

    private void remark(ClientSettings settings, Order order, Optional<LocalDnsDiscovery.Found> localDns) {
        Home home = settings.home();
        if (!home.identityDomain().isEmpty() && !Ascii.equalIgnoringCase(home.identityDomain(), settings.ownZone())) {
            remarks.warning("identity_domain " + home.identityDomain() + " is not the own zone " + settings.ownZone()
                    + ": who fetches " + settings.username() + "@" + home.identityDomain()
                    + " will look for prekeys and mail there and find neither");
        }
        if (!Ascii.lowerCased(settings.username()).equals(settings.username())) {
            remarks.warning("a key that a node hands out covers the name in lower case only: with capitals in the user name "
                    + "the identity cannot be published under it");
        }
        if (isLoopback(home.localDnsServer()) && settings.readers().dnsResolvers().equals(Resolving.DEFAULTS)) {
            remarks.hint("Public resolvers do not know a node on this machine; ask it with: dnsmesh config set dns_resolvers "
                    + new ResolverEntry(home.localDnsServer(), home.localDnsPort()));
        }
        if (!home.endpoint().isEmpty() && localDns.isEmpty()) {
            remarks.hint(order.probe() ? "No DNS endpoint of " + home.endpoint() + " was found; if it has one, see: dnsmesh doctor"
                    : "No DNS endpoint of " + home.endpoint() + " is known; to look for it: dnsmesh doctor --repair");
        }
        remarks.hint("Next: " + register(home.endpoint(), localDns) + ", then dnsmesh identity publish and dnsmesh identity refresh-prekeys.");
        remarks.hint("The passphrase is asked for then. It and the salt in the configuration are the identity: keep both.");
    }
}

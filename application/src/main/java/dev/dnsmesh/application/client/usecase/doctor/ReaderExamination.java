package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe.Answer;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.PublicResolvers;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How names are read: each resolver, and where names live. */
public final class ReaderExamination implements Examination {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final ResolverProbe probe;
    private final List<String> overriding;

    /** @param overriding resolvers of the command line; empty = the configured ones */
    public ReaderExamination(ResolverProbe probe, List<String> overriding) {
        this.probe = probe;
        this.overriding = List.copyOf(overriding);
    }

    @Override
    public List<Check> of(ClientSettings settings) {
        List<Check> checks = new ArrayList<>();
        settings.readers().dnsHost().filter(PublicResolvers.KNOWN::contains).ifPresent(host ->
                checks.add(settings.home().localDnsServer().isEmpty()
                        ? Check.warn("dns_host", "dns_host " + host + " is a public resolver and the node's own DNS is not pinned;"
                                + " new records show up late: dnsmesh doctor --repair")
                        : Check.pass("dns_host", "dns_host " + host + " is a public resolver; the node's own DNS is pinned")));
        Optional<OwnerName> zone = OwnerName.parse(settings.ownZone());
        zone.ifPresent(name -> chosen(settings).forEach(resolver -> checks.add(resolver(resolver, name))));
        if (zone.isEmpty()) {
            checks.add(Check.fail("domain", "'" + settings.ownZone() + "' is not a zone; set it with: dnsmesh config set domain ZONE"));
        }
        String identityDomain = settings.home().identityDomain();
        if (!identityDomain.isEmpty()) {
            checks.add(identityDomain.equalsIgnoreCase(settings.ownZone())
                    ? Check.pass("identity_domain", "identity_domain is the own zone")
                    : Check.warn("identity_domain", "identity_domain " + identityDomain + " is not the own zone " + settings.ownZone()
                            + ": who fetched your address there looks there for prekeys and mail, too, and finds none"));
        }
        return checks;
    }

    /** Those that reading goes through; none = the system's, which are not asked one by one. */
    private List<String> chosen(ClientSettings settings) {
        if (!overriding.isEmpty()) {
            return overriding;
        }
        if (!settings.ours().resolvers().isEmpty()) {
            return settings.ours().resolvers();
        }
        if (!settings.readers().dnsResolvers().isEmpty()) {
            return settings.readers().dnsResolvers();
        }
        return settings.readers().dnsHost().map(host -> List.of((host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + settings.readers().dnsPort())).orElse(List.of());
    }

    private Check resolver(String resolver, OwnerName zone) {
        return switch (probe.ask(resolver, zone, LIMIT)) {
            case Answer.Records _, Answer.NoData _, Answer.NoSuchName _ -> Check.pass("resolver", resolver + " answers");
            case Answer.Failed(var why) -> Check.fail("resolver", resolver + " is no help: " + why
                    + "; find others with: dnsmesh resolvers discover");
        };
    }
}

package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe.Answer;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.PublicResolvers;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        zone.ifPresent(name -> checks.addAll(resolvers(chosen(settings), name)));
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

    /** One that refuses is of use for other zones, as long as there are others for this one. */
    private List<Check> resolvers(List<String> resolvers, OwnerName zone) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        resolvers.forEach(resolver -> answers.put(resolver, probe.ask(resolver, zone, LIMIT)));
        boolean helped = answers.values().stream().anyMatch(answer -> switch (answer) {
            case Answer.Records _, Answer.NoData _, Answer.NoSuchName _ -> true;
            case Answer.Refused _, Answer.Failed _ -> false;
        });
        return answers.entrySet().stream().map(answer -> resolver(answer.getKey(), answer.getValue(), zone, helped)).toList();
    }

    private static Check resolver(String resolver, Answer answer, OwnerName zone, boolean helped) {
        return switch (answer) {
            case Answer.Records _, Answer.NoData _, Answer.NoSuchName _ -> Check.pass("resolver", resolver + " answers");
            case Answer.Refused _ -> helped ? Check.warn("resolver", resolver + " refuses names in " + zone + ": it seems to serve other zones"
                    + " only; others answer for yours") : Check.fail("resolver", resolver + " refuses names in " + zone + ": it seems to serve"
                    + " other zones only; find others with: dnsmesh resolvers discover");
            case Answer.Failed(var why) -> Check.fail("resolver", resolver + " is no help: " + why
                    + "; find others with: dnsmesh resolvers discover");
        };
    }
}

package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.application.usecase.admin.MintingRules;
import dev.dnsmesh.application.usecase.registration.RegistrationTerms;
import dev.dnsmesh.adapters.dns.limit.ResponseRates;
import dev.dnsmesh.bootstrap.settings.AddressRange;
import dev.dnsmesh.bootstrap.settings.DnsSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.RegistrationSettings;
import dev.dnsmesh.domain.zone.ZoneTable;

/**
 * The settings that hold now, in the shapes that use cases and adapters take. One reload replaces all of them together;
 * who asks twice may see two generations.
 */
final class LiveSettings {
    private volatile Generation now;

    LiveSettings(NodeSettings settings) {
        replace(settings);
    }

    void replace(NodeSettings settings) {
        now = new Generation(settings, new ZoneTable(settings.authority().zones()), terms(settings), rules(settings),
                rates(settings.dns().responseRateLimit()));
    }

    NodeSettings settings() {
        return now.settings;
    }

    ZoneTable zones() {
        return now.zones;
    }

    RegistrationTerms terms() {
        return now.terms;
    }

    MintingRules rules() {
        return now.rules;
    }

    ResponseRates responseRates() {
        return now.rates;
    }

    private static RegistrationTerms terms(NodeSettings settings) {
        RegistrationSettings registration = settings.registration();
        return new RegistrationTerms(registration.available(), settings.authority().nodeHostname().orElse(""),
                settings.authority().zones().served(), registration.allowlist(), registration.lifetime(),
                registration.issuedRate().perSecond(), (int) registration.issuedRate().burst(), registration.scope(), registration.hold());
    }

    private static MintingRules rules(NodeSettings settings) {
        RegistrationSettings registration = settings.registration();
        return new MintingRules(settings.authority().zones().served(), registration.scope(), registration.hold());
    }

    private static ResponseRates rates(DnsSettings.ResponseRateLimit limit) {
        return new ResponseRates(limit.on(), limit.answers(), limit.negative(), limit.errors(), limit.slip(),
                limit.exempt().stream().map(AddressRange::prefix).toList());
    }

    private record Generation(NodeSettings settings, ZoneTable zones, RegistrationTerms terms, MintingRules rules, ResponseRates rates) {
    }
}

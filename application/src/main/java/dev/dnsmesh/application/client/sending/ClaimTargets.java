package dev.dnsmesh.application.client.sending;

import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.provider.ClaimProvider;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.sending.SendPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the claims of a message go: to providers, and to the recipient's own zone (client.md 7.2, 7.3). */
public final class ClaimTargets {
    private ClaimTargets() {
    }

    /**
     * One claim a provider, then that for the recipient's zone where the contact has one. A claim without host goes through
     * the ordinary writer.
     */
    public static List<OutgoingClaim> of(SendPlan plan, List<ClaimProvider> providers, Recipient recipient,
                                         ClientSettings settings, int port, Instant now) {
        List<OutgoingClaim> claims = new ArrayList<>();
        for (ClaimProvider provider : providers) {
            boolean own = provider.endpoint().isEmpty() && provider.zone().equals(plan.sender().zone());
            Target target = own ? new Target("", 0)
                    : new Target(Endpoint.host(provider.endpoint()).orElse(provider.zone().text()), port);
            claim(plan, provider.zone(), target, now).ifPresent(claims::add);
        }
        if (hasRecipientClaim(recipient)) {
            claim(plan, recipient.zone(), recipientTarget(recipient.zone(), plan.sender().zone(), settings, port), now)
                    .ifPresent(claims::add);
        }
        return claims;
    }

    /** The contact's zone is recorded, so its node can be told. */
    public static boolean hasRecipientClaim(Recipient recipient) {
        return !recipient.contact().domain().isEmpty();
    }

    private static Optional<OutgoingClaim> claim(SendPlan plan, OwnerName zone, Target target, Instant now) {
        return plan.claimIn(zone, now).map(claim -> new OutgoingClaim(zone.text(), target.host(), target.port(), claim.owner(),
                claim.value(), claim.ttl().seconds()));
    }

    private static Target recipientTarget(OwnerName zone, OwnerName ownZone, ClientSettings settings, int port) {
        return zone.equals(ownZone) ? localNode(settings).orElseGet(() -> new Target(zone.text(), port))
                : new Target(zone.text(), port);
    }

    private static Optional<Target> localNode(ClientSettings settings) {
        Home home = settings.home();
        if (!home.localDnsServer().isEmpty() && home.localDnsPort() > 0) {
            return Optional.of(new Target(home.localDnsServer(), home.localDnsPort()));
        }
        Optional<Target> tsig = settings.tsig().filter(key -> !key.server().isEmpty())
                .map(key -> new Target(key.server(), key.port()));
        return tsig.or(() -> Endpoint.host(home.endpoint()).map(host -> new Target(host, settings.readers().dnsPort())));
    }
}

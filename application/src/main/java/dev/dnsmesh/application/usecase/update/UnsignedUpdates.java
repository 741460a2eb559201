package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.usecase.update.Authorisation.Permitted;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.net.InetAddress;
import java.util.Optional;

/** Steps 2 to 11 of dns.md 10.3 for an UPDATE without TSIG, which may hold nothing but claims (dns.md 5.5). */
public final class UnsignedUpdates {
    private final ClaimGate claims;
    private final UpdateCommit commit;

    public UnsignedUpdates(ClaimGate claims, UpdateCommit commit) {
        this.claims = claims;
        this.commit = commit;
    }

    public Outcome apply(UpdateCase update) {
        if (!update.settings().enabled()) {
            return Refusal.UPDATE_DISABLED_UNSIGNED.denied();
        }
        return switch (Prescan.of(update, zone -> accepts(zone, update))) {
            case Judgement.Refused<Prescan>(var denied) -> denied;
            case Judgement.Passed<Prescan>(var scan) -> scanned(update, scan);
        };
    }

    /** As {@link dev.dnsmesh.application.port.in.ApplyUpdate#exhausts}; never where something else refuses the claims first. */
    public boolean exhausts(InetAddress source, int claims, UpdateSettings settings, ZoneTable zones, long nanos) {
        return settings.enabled() && isFirstContact(settings, zones)
                && this.claims.exhausts(source, claims, settings.claims().perSource(), nanos);
    }

    private Outcome scanned(UpdateCase update, Prescan scan) {
        if (!isFirstContact(update) && !update.settings().claims().receiver()) {
            return Refusal.UNSIGNED.denied();
        }
        if (!update.request().prerequisites().isEmpty()) {
            return Refusal.UNSIGNED_PREREQUISITE.denied();
        }
        return switch (Authorisation.ofUnsigned(scan.operations(), scan.zone(), update)) {
            case Judgement.Refused<Permitted>(var denied) -> denied;
            case Judgement.Passed<Permitted>(var permitted) -> permitted(update, scan, permitted);
        };
    }

    private Outcome permitted(UpdateCase update, Prescan scan, Permitted permitted) {
        if (!isFirstContact(update) && !claims.allRegistered(permitted.claims(), scan.zone(), update.now())) {
            return Refusal.CLAIM_RECIPIENT.denied();
        }
        return claims.refusalOfUnsigned(permitted.claims(), scan.zone(), update)
                .orElseGet(() -> commit.of(update, scan, permitted, Optional.empty(), Optional.empty(), Long.MAX_VALUE));
    }

    private static boolean accepts(OwnerName zone, UpdateCase update) {
        Optional<OwnerName> named = Optional.of(zone);
        return update.zones().settings().served().equals(named)
                || isFirstContact(update) && update.settings().claims().providerZone().equals(named);
    }

    /** The role needs a served zone. */
    private static boolean isFirstContact(UpdateCase update) {
        return isFirstContact(update.settings(), update.zones());
    }

    private static boolean isFirstContact(UpdateSettings settings, ZoneTable zones) {
        return settings.claims().firstContact() && zones.settings().served().isPresent();
    }
}

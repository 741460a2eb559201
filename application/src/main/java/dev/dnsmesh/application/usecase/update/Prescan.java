package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Request;
import dev.dnsmesh.application.port.in.ApplyUpdate.Zone;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.update.Prerequisite;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An UPDATE whose form is right: steps 3 to 6 of dns.md 10.3. */
record Prescan(OwnerName zone, List<Prerequisite> prerequisites, List<Operation> operations) {
    static final int MOST_PREREQUISITES = 64;
    static final int MOST_UPDATES = 256;

    /** @param accepted the zones that take an UPDATE of this kind */
    static Judgement<Prescan> of(UpdateCase update, Predicate<OwnerName> accepted) {
        Request request = update.request();
        if (!isZoneSection(request.zones())) {
            return Judgement.refused(Refusal.ZONE_SECTION);
        }
        Optional<OwnerName> zone = request.zones().getFirst().name().filter(accepted);
        return zone.isPresent() ? ofSections(update, zone.get()) : Judgement.refused(Refusal.ZONE);
    }

    private static boolean isZoneSection(List<Zone> zones) {
        return zones.size() == 1 && zones.getFirst().type().equals(RrType.SOA)
                && zones.getFirst().rrClass() == WireForm.IN;
    }

    private static Judgement<Prescan> ofSections(UpdateCase update, OwnerName zone) {
        Request request = update.request();
        return switch (PrerequisiteSection.read(request.prerequisites(), zone, update.zones(), update.now().getEpochSecond())) {
            case Judgement.Refused<List<Prerequisite>>(var denied) -> new Judgement.Refused<>(denied);
            case Judgement.Passed<List<Prerequisite>>(var prerequisites) ->
                    switch (UpdateSection.read(request.updates(), zone)) {
                        case Judgement.Refused<List<Operation>>(var denied) -> new Judgement.Refused<>(denied);
                        case Judgement.Passed<List<Operation>>(var operations) -> isTooLong(request)
                                ? Judgement.refused(Refusal.TOO_MANY_RECORDS)
                                : new Judgement.Passed<>(new Prescan(zone, prerequisites, operations));
                    };
        };
    }

    private static boolean isTooLong(Request request) {
        return request.prerequisites().size() > MOST_PREREQUISITES || request.updates().size() > MOST_UPDATES;
    }
}

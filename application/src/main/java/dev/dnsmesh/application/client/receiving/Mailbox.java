package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The user's own mailbox in any zone. */
final class Mailbox {
    private final MailboxHash own;
    private final PassLookups lookups;
    private final Tally tally;

    Mailbox(MailboxHash own, PassLookups lookups, Tally tally) {
        this.own = own;
        this.lookups = lookups;
        this.tally = tally;
    }

    /** Every name that a look into these zones asks for. */
    static List<OwnerName> names(Collection<OwnerName> zones, Function<SlotNumber, RelativeName> kind) {
        return zones.stream().flatMap(zone -> SlotNumber.all().stream().map(slot -> kind.apply(slot).under(zone))
                .flatMap(Optional::stream)).toList();
    }

    RelativeName slot(SlotNumber slot) {
        return RelativeName.slot(slot, own);
    }

    RelativeName claim(SlotNumber slot) {
        return RelativeName.claim(slot, own);
    }

    List<TxtValue> claims(OwnerName zone) {
        return values(zone, names(List.of(zone), this::claim));
    }

    List<TxtValue> manifests(OwnerName zone) {
        return values(zone, names(List.of(zone), this::slot));
    }

    /** What lies in one slot. */
    List<TxtValue> manifests(OwnerName zone, SlotNumber slot) {
        return slot(slot).under(zone).map(lookups::lookup).map(PassLookups::values).orElse(List.of());
    }

    /** A zone counts as unreachable as soon as one of its names was not answered: something may be missed. */
    private List<TxtValue> values(OwnerName zone, List<OwnerName> names) {
        Collection<Lookup> found = lookups.all(names).values();
        if (found.stream().anyMatch(Lookup.Unreachable.class::isInstance)) {
            tally.unreachable(zone.text());
        }
        return found.stream().flatMap((Lookup lookup) -> PassLookups.values(lookup).stream()).toList();
    }

}

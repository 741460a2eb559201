package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Rr;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change.WhenFull;
import dev.dnsmesh.domain.update.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the update section (RFC 2136 2.5, dns.md 10.3 and 10.14). */
final class UpdateSection {
    private UpdateSection() {
    }

    /** Stops at the first record outside the zone or of a form that means nothing. */
    static Judgement<List<Operation>> read(List<Rr> records, OwnerName zone) {
        Octets zoneWire = zone.wire();
        List<Operation> operations = new ArrayList<>(records.size());
        for (Rr rr : records) {
            if (!WireForm.isWithin(rr.owner(), zoneWire)) {
                return Judgement.refused(Refusal.OWNER_OUTSIDE_ZONE, rr.owner());
            }
            Operation operation = read(rr);
            if (operation instanceof Operation.Malformed(var refusal)) {
                return Judgement.refused(refusal, rr.owner());
            }
            operations.add(operation);
        }
        return new Judgement.Passed<>(List.copyOf(operations));
    }

    private static Operation read(Rr rr) {
        return switch (rr.rrClass()) {
            case WireForm.IN -> addition(rr);
            case WireForm.NONE -> deletionOfValue(rr);
            case WireForm.ANY -> deletionOfRrset(rr);
            default -> new Operation.Malformed(Refusal.FORM);
        };
    }

    private static Operation addition(Rr rr) {
        if (rr.type().isMeta()) {
            return new Operation.Malformed(Refusal.FORM);
        }
        if (!rr.type().equals(RrType.TXT)) {
            return new Operation.Forbidden(Refusal.RECORD_TYPE);
        }
        return withValue(rr, TxtValue::isPrintable, (owner, value) ->
                new Change.Add(owner, value, TimeToLive.ofWire(rr.ttl()), WhenFull.REFUSE));
    }

    private static Operation deletionOfValue(Rr rr) {
        if (rr.ttl() != 0 || rr.type().isMeta()) {
            return new Operation.Malformed(Refusal.FORM);
        }
        return rr.type().equals(RrType.TXT)
                ? withValue(rr, value -> value.text().isPresent(), Change.DeleteValue::new)
                : at(rr, owner -> new Operation.Idle());
    }

    private static Operation deletionOfRrset(Rr rr) {
        boolean everything = rr.type().equals(RrType.ANY);
        if (rr.ttl() != 0 || !rr.rdata().isEmpty() || rr.type().isMeta() && !everything) {
            return new Operation.Malformed(Refusal.FORM);
        }
        return at(rr, owner -> everything || rr.type().equals(RrType.TXT)
                ? new Operation.Changing(new Change.DeleteRrset(owner))
                : new Operation.Idle());
    }

    private static Operation withValue(Rr rr, Predicate<TxtValue> permitted, BiFunction<OwnerName, TxtValue, Change> change) {
        Optional<TxtValue> value = TxtValue.ofRdata(rr.rdata());
        if (value.isEmpty()) {
            return new Operation.Malformed(Refusal.FORM);
        }
        return permitted.test(value.get())
                ? at(rr, owner -> new Operation.Changing(change.apply(owner, value.get())))
                : new Operation.Malformed(Refusal.VALUE);
    }

    private static Operation at(Rr rr, Function<OwnerName, Operation> operation) {
        return OwnerName.ofWire(rr.owner()).map(operation).orElse(new Operation.Forbidden(Refusal.OWNER_NAME));
    }
}

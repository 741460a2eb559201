package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.claim.ClaimOwner;
import dev.dnsmesh.domain.update.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who may do what (dns.md 5.3 to 5.5, 10.15, 10.16), as far as it costs next to nothing to say: without storage,
 * signatures and counters.
 */
final class Authorisation {
    private final OwnerName zone;
    private final UpdateSettings settings;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final List<ClaimCandidate> claims = new ArrayList<>();

    private Authorisation(OwnerName zone, UpdateCase update) {
        this.zone = zone;
        this.settings = update.settings();
        this.now = update.now();
    }

    /** What may be changed; the claims among it still have to prove themselves. */
    record Permitted(List<Change> changes, List<ClaimCandidate> claims) {
        Permitted {
            changes = List.copyOf(changes);
            claims = List.copyOf(claims);
        }

        /** Octets of the values that are added. */
        long added() {
            return changes.stream().mapToLong(change -> switch (change) {
                case Change.Add add -> add.value().length();
                case Change.DeleteValue delete -> 0;
                case Change.DeleteRrset delete -> 0;
            }).sum();
        }
    }

    /** What the key may do. */
    static Judgement<Permitted> ofSigned(List<Operation> operations, TsigKey key, OwnerName zone, UpdateCase update) {
        Authorisation authorisation = new Authorisation(zone, update);
        return authorisation.judge(operations, change -> authorisation.refusalOfSigned(change, key));
    }

    /** What anybody may do: add claims, one at least. */
    static Judgement<Permitted> ofUnsigned(List<Operation> operations, OwnerName zone, UpdateCase update) {
        if (operations.isEmpty() || operations.stream().anyMatch(Operation.Idle.class::isInstance)) {
            return Judgement.refused(Refusal.UNSIGNED_OPERATION);
        }
        Authorisation authorisation = new Authorisation(zone, update);
        return authorisation.judge(operations, authorisation::refusalOfUnsigned);
    }

    private Judgement<Permitted> judge(List<Operation> operations, Function<Change, Optional<Refusal>> rule) {
        for (Operation operation : operations) {
            Optional<Outcome.Denied> denied = switch (operation) {
                case Operation.Changing(var change) -> rule.apply(change).map(refusal -> refusal.denied(change.owner()));
                case Operation.Idle idle -> Optional.empty();
                case Operation.Malformed(var malformed) -> Optional.of(malformed.denied());
                case Operation.Forbidden(var forbidden) -> Optional.of(forbidden.denied());
            };
            if (denied.isPresent()) {
                return new Judgement.Refused<>(denied.get());
            }
        }
        return new Judgement.Passed<>(new Permitted(changes, claims));
    }

    private Optional<Refusal> refusalOfSigned(Change change, TsigKey key) {
        return switch (change) {
            case Change.Add add when key.mayAdd(add.owner(), add.value(), zone) ->
                    ClaimOwner.resembles(add.owner(), zone) ? takeClaim(add) : take(add);
            case Change.Add add -> Optional.of(Refusal.SCOPE);
            case Change.DeleteValue delete -> takeDeletion(delete, key);
            case Change.DeleteRrset delete -> takeDeletion(delete, key);
        };
    }

    private Optional<Refusal> takeDeletion(Change deletion, TsigKey key) {
        if (!key.mayDelete(deletion.owner(), zone)) {
            return Optional.of(Refusal.SCOPE);
        }
        changes.add(deletion);
        return Optional.empty();
    }

    private Optional<Refusal> refusalOfUnsigned(Change change) {
        return switch (change) {
            case Change.Add add -> takeClaim(add);
            case Change.DeleteValue delete -> Optional.of(Refusal.UNSIGNED_OPERATION);
            case Change.DeleteRrset delete -> Optional.of(Refusal.UNSIGNED_OPERATION);
        };
    }

    private Optional<Refusal> take(Change.Add add) {
        Optional<Refusal> refusal = overCap(add);
        if (refusal.isEmpty()) {
            changes.add(add);
        }
        return refusal;
    }

    private Optional<Refusal> takeClaim(Change.Add add) {
        Optional<ClaimOwner> owner = ClaimOwner.of(add.owner(), zone);
        if (owner.isEmpty()) {
            return Optional.of(Refusal.CLAIM_OWNER);
        }
        Optional<Refusal> overCap = overCap(add);
        if (overCap.isPresent()) {
            return overCap;
        }
        Optional<ClaimCandidate> claim = ClaimCandidate.of(add, owner.get(), settings.claims().life(), now);
        if (claim.isEmpty()) {
            return Optional.of(Refusal.CLAIM);
        }
        claims.add(claim.get());
        changes.add(claim.get().change());
        return Optional.empty();
    }

    private Optional<Refusal> overCap(Change.Add add) {
        if (settings.maxValueOctets() > 0 && add.value().length() > settings.maxValueOctets()) {
            return Optional.of(Refusal.VALUE_SIZE);
        }
        return settings.maxTtl() > 0 && add.ttl().seconds() > settings.maxTtl()
                ? Optional.of(Refusal.TTL)
                : Optional.empty();
    }
}

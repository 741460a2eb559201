package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.application.port.in.AdministerOwners;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.Terms;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows and frees what the registry holds. */
public final class AdministerOwnersUseCase implements AdministerOwners {
    private final OwnershipRegistry registry;
    private final Supplier<MintingRules> rules;
    private final TimeSource time;

    public AdministerOwnersUseCase(OwnershipRegistry registry, Supplier<MintingRules> rules, TimeSource time) {
        this.registry = registry;
        this.rules = rules;
        this.time = time;
    }

    @Override
    public List<OwnershipEntry> list(Optional<Subject> subject) {
        return registry.list(subject);
    }

    @Override
    public ReleaseOutcome release(Subject subject, String user) {
        return registry.release(subject, new Actor.Operator(user), new Terms(time.now(), rules.get().hold()));
    }
}

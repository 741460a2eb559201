package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditRow;
import java.util.List;
import java.util.Optional;

/**
 * What a storage writes in one transaction: rows and entries replace those with the same key (key name, token hash, held
 * name), {@code freed} entries go, audit rows are appended in order.
 *
 * @param first to be remembered for good as {@link AccessSnapshot#firstRegistered}
 */
public record AccessWrite(List<TsigKey> keys, List<Token> tokens, List<OwnershipEntry> held, List<HeldName> freed,
                          List<AuditRow> audit, Optional<Subject> first) {
    public static final AccessWrite NOTHING =
            new AccessWrite(List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public AccessWrite {
        keys = List.copyOf(keys);
        tokens = List.copyOf(tokens);
        held = List.copyOf(held);
        freed = List.copyOf(freed);
        audit = List.copyOf(audit);
    }

    /** Frees these names and does nothing else. */
    public static AccessWrite freeing(List<HeldName> names) {
        return new AccessWrite(List.of(), List.of(), List.of(), names, List.of(), Optional.empty());
    }

    public boolean isNothing() {
        return equals(NOTHING);
    }
}

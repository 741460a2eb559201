package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what the release of a subject by an operator changes (registration.md W5, W16). The names become free at once,
 * so what the old holder could write them with ends in the same write; an operator's token that no key was recorded for
 * stays, and holds nothing from then on.
 */
public final class ReleasePlanner {
    private ReleasePlanner() {
    }

    public static Plan<ReleaseOutcome> release(Subject subject, Actor actor, Terms terms, AccessSnapshot before) {
        List<OwnershipEntry> entries = before.entriesOf(subject);
        if (entries.isEmpty()) {
            return Plan.refused(new ReleaseOutcome.NotHeld());
        }
        Draft draft = new Draft(before, terms);
        List<TsigKey> keys = Revocations.revoke(
                before.keysOf(subject).stream().filter(key -> key.registered().isPresent()).toList(), actor, terms, draft);
        List<Token> recorded = new ArrayList<>();
        for (Token token : before.tokensOf(subject)) {
            if (token.registered().isPresent()) {
                recorded.add(token);
            } else if (token.holds()) {
                draft.put(token.withoutHold());
            }
        }
        List<Token> tokens = Revocations.revoke(recorded, terms, draft);
        if (!tokens.isEmpty()) {
            draft.audit(AuditRow.revokedAll(terms.now(), subject, tokens.size()));
        }
        List<HeldName> freed = new ArrayList<>();
        for (OwnershipEntry entry : entries) {
            Optional<Subject> other =
                    SharedNames.otherSubject(entry.name(), entry.holder(), subject, terms, before);
            if (other.isPresent()) {
                draft.pass(entry, other.get());
            } else {
                draft.free(entry.name());
                freed.add(entry.name());
            }
        }
        draft.audit(AuditRow.ownerReleased(terms.now(), subject, freed.size()));
        return new Plan<>(new ReleaseOutcome.Released(freed, keys.size(), tokens.size()), draft.finish());
    }
}

package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Claims names for a holder, or finds the first that is somebody else's. */
final class Claims {
    private final AccessSnapshot before;
    private final Terms terms;
    private final Draft draft;

    Claims(AccessSnapshot before, Terms terms) {
        this.before = before;
        this.terms = terms;
        this.draft = new Draft(before, terms);
    }

    Draft draft() {
        return draft;
    }

    /**
     * @param names        to be held from now on
     * @param reached      that must not be held by others
     * @param predecessors keys whose names may move to the holder
     * @return the first name that stands in the way; nothing was drafted then
     */
    Optional<HeldName> claim(Set<HeldName> names, SortedSet<HeldName> reached, Holder holder, Subject subject,
                             Set<Ed25519PublicKey> predecessors, Actor actor) {
        for (HeldName name : reached) {
            if (draft.held(name).filter(entry -> !yields(entry, holder, subject, predecessors, actor)).isPresent()) {
                return Optional.of(name);
            }
        }
        draft.held(HeldName.of(subject)).map(OwnershipEntry::holder)
                .ifPresent(old -> move(subject, old, holder, predecessors, actor));
        names.forEach(name -> draft.give(name, holder, subject));
        return Optional.empty();
    }

    /** Gives the holder those names that are free or his; returns the others. */
    static SortedSet<HeldName> takeFree(Set<HeldName> names, Holder holder, Subject subject, Draft draft) {
        SortedSet<HeldName> contested = new TreeSet<>();
        for (HeldName name : names) {
            if (draft.held(name).filter(entry -> !entry.holder().equals(holder)).isPresent()) {
                contested.add(name);
            } else {
                draft.give(name, holder, subject);
            }
        }
        return contested;
    }

    /** A rotation of one subject takes nothing that the old key holds for another. */
    private boolean yields(OwnershipEntry entry, Holder holder, Subject subject, Set<Ed25519PublicKey> predecessors,
                           Actor actor) {
        return entry.holder().equals(holder) || switch (entry.holder()) {
            case Holder.Key(var key) -> predecessors.contains(key)
                    && SharedNames.otherSubject(entry.name(), entry.holder(), subject, terms, before).isEmpty();
            case Holder.Operator ignored -> actor instanceof Actor.Operator;
        };
    }

    /** All names of the subject follow its rotation, and what the old key registered for itself ends (W6). */
    private void move(Subject subject, Holder old, Holder holder, Set<Ed25519PublicKey> predecessors, Actor actor) {
        if (!(old instanceof Holder.Key(var from)) || !(holder instanceof Holder.Key(var to)) || from.equals(to)
                || !predecessors.contains(from)) {
            return;
        }
        for (OwnershipEntry entry : before.entriesOf(subject)) {
            if (entry.holder().equals(old)) {
                SharedNames.otherSubject(entry.name(), old, subject, terms, before).ifPresentOrElse(
                        other -> draft.pass(entry, other), () -> draft.give(entry.name(), holder, subject));
            }
        }
        Revocations.revoke(before.keysOf(subject).stream()
                .filter(row -> row.registered().equals(Optional.of(from))).toList(), actor, terms, draft);
        for (Token token : before.tokensOf(subject)) {
            if (token.registered().equals(Optional.of(from)) && token.revokedAt().isEmpty()) {
                follow(token, to, actor);
            }
        }
        draft.audit(AuditRow.ownerMoved(terms.now(), subject, actor.noted()));
    }

    /** A token that an operator gave to the same person stays, on the new key. */
    private void follow(Token token, Ed25519PublicKey to, Actor actor) {
        if (token.issuer().isSelfService()) {
            draft.put(token.revokedAt(terms.now()));
            draft.audit(AuditRow.revoked(terms.now(), token.hash(), token.subject(), actor.noted(), Optional.of("rotated")));
        } else {
            draft.put(token.registeredBy(to));
        }
    }
}

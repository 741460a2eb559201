package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The TSIG keys of a node (dns.md 7). Every change is one transaction that reads what its planner asks for, writes what
 * the planner returns and is durable when the call returns; concurrent changes happen one after the other. What another
 * process changed counts at the next call. Safe for use by any number of threads. Methods block; they throw
 * {@link StorageUnavailable} or {@link StorageCorrupt}, nothing else is expected.
 */
public interface TsigKeyStore {
    /** The row, active or not. Called for every signed packet: one look-up, nothing more. */
    Optional<TsigKey> find(TsigKeyName name);

    /** As {@link #find}, but never waits: for event loops. The default knows nothing. */
    default Glimpse tryFind(TsigKeyName name) {
        return new Glimpse.Unknown();
    }

    /** What can be told of a row without waiting. */
    sealed interface Glimpse {
        /** What {@link #find} would return now. */
        record Known(Optional<TsigKey> row) implements Glimpse {
        }

        /** Ask {@link #find}. */
        record Unknown() implements Glimpse {
        }
    }

    /** Rows in the order of their names, active or not, those of one subject where given. */
    List<TsigKey> list(Optional<Subject> subject);

    /**
     * The hash belongs to a recipient registered in the zone now (dns.md 9): an active key {@code k} has it among
     * {@link dev.dnsmesh.domain.access.RegisteredRecipients#of(TsigKey, OwnerName) RegisteredRecipients.of(k, zone)}.
     * Called for every unsigned claim: an index over
     * {@link dev.dnsmesh.domain.access.RegisteredRecipients#candidates candidates} makes it cheap.
     */
    boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now);

    /** As {@link dev.dnsmesh.domain.ownership.KeyPlanner#mint} plans it. */
    MintOutcome mint(MintRequest request);

    /** As {@link dev.dnsmesh.domain.ownership.KeyPlanner#rotate} plans it. */
    RotateOutcome rotate(RotateRequest request);

    /** As {@link dev.dnsmesh.domain.ownership.KeyPlanner#takeOver} plans it. */
    TakeOver put(TsigKey key, Terms terms);

    /** As {@link dev.dnsmesh.domain.ownership.KeyPlanner#revoke} plans it. */
    RevokeOutcome revoke(KeyTarget target, Actor actor, Terms terms);
}

package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.usecase.pull.PullMeters.Row;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.Pair;
import dev.dnsmesh.domain.update.Deletion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares one page with what is here: what is to be pulled, and what of the deletions is to be applied (cluster.md 6.2, 13.6). */
final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
    /** An entry with a TTL that is longer by no more is no news. */
    private static final long TTL_SLOP_SECONDS = 5;

    private final PeerState state;
    private final PullParts parts;
    private final PullMeters meters;
    private final boolean aware;
    private final Instant now;
    private final Map<OwnerName, Map<String, StoredRecord>> held = new HashMap<>();
    private final List<Deletion> deletions = new ArrayList<>();
    private final List<Deletion> prolonged = new ArrayList<>();
    private boolean anythingDeleted;
    private long handled;
    private long removals;

    /** @param now when the peer was asked */
    Comparison(PeerState state, PullParts parts, PullMeters meters, boolean aware, Instant now) {
        this.state = state;
        this.parts = parts;
        this.meters = meters;
        this.aware = aware;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Resolves what needs no pull, wants the rest; returns what is to be written of deletions. */
    List<Deletion> compare(PageWork work) {
        anythingDeleted = parts.rules().deletions() && parts.records().tombstones() > 0;
        for (Announcement announced : work.announced()) {
            switch (announced) {
                case Announcement.Live live -> compare(live, work);
                case Announcement.Deleted deleted -> {
                    work.resolve(Pair.of(deleted.entry()));
                    note(deleted);
                }
                case Announcement.Ahead ignored -> { }
                case Announcement.Invalid ignored -> { }
            }
        }
        meters.rows(Row.HANDLED, handled);
        meters.rows(Row.SUPPRESSED, prolonged.size());
        if (admitted()) {
            prolonged.addAll(deletions);
        }
        return prolonged;
    }

    private boolean admitted() {
        if (deletions.isEmpty()) {
            return false;
        }
        boolean before = state.brake.isOn();
        boolean admitted = state.brake.admits(removals, removals == 0 ? Long.MAX_VALUE / 2 : parts.records().count(), now);
        if (!admitted && !before) {
            LOG.error("{} would have too many rows deleted here; its deletions are not applied for a day, or until this node is started again", state.peer.id());
        }
        return admitted;
    }

    private void compare(Announcement.Live live, PageWork work) {
        Pair pair = Pair.of(live.entry());
        Optional<OwnerName> owner = OwnerName.parse(Ascii.lowerCased(pair.name()));
        if (owner.isEmpty()) {
            work.resolve(pair);
            return;
        }
        StoredRecord row = held(owner.get()).get(pair.hash());
        if (row == null && isDeleted(owner.get(), live)) {
            prolonged.add(new Deletion(owner.get(), hash(live.entry()), 0, now.plusSeconds(live.entry().ttl())));
            work.resolve(pair);
        } else if (row != null && isHandled(live, row)) {
            state.quarantine.release(pair);
            work.resolve(pair);
            handled++;
        } else if (state.quarantine.contains(pair)) {
            work.resolve(pair);
        } else {
            work.want(live);
        }
    }

    private boolean isHandled(Announcement.Live live, StoredRecord row) {
        if (aware && live.published() != row.published()) {
            return live.published() < row.published();
        }
        return live.entry().ttl() <= row.remainingAt(now) + TTL_SLOP_SECONDS;
    }

    private boolean isDeleted(OwnerName owner, Announcement.Live live) {
        return anythingDeleted && parts.records().tombstonesAt(owner).stream()
                .filter((Tombstone tombstone) -> tombstone.hash().equals(hash(live.entry())) && tombstone.isKeptAt(now))
                .anyMatch(tombstone -> !tombstone.yieldsTo(aware ? live.published() : 0));
    }

    private void note(Announcement.Deleted deleted) {
        Optional<OwnerName> owner = OwnerName.parse(Ascii.lowerCased(deleted.entry().name()));
        if (!aware || !parts.rules().deletions() || owner.isEmpty()) {
            return;
        }
        StoredRecord row = held(owner.get()).get(deleted.entry().hash());
        removals += row != null && row.published() <= deleted.deletedAt() ? 1 : 0;
        // nothing was deleted at 0, which means something else to the store
        deletions.add(new Deletion(owner.get(), hash(deleted.entry()), Math.max(1, deleted.deletedAt()), now.plusSeconds(Math.max(1, deleted.entry().ttl()))));
    }

    private static Octets hash(DigestEntry entry) {
        return Octets.fromHex(entry.hash()).orElseThrow();
    }

    private Map<String, StoredRecord> held(OwnerName owner) {
        return held.computeIfAbsent(owner, name -> {
            Map<String, StoredRecord> rows = new HashMap<>();
            parts.records().liveAt(name, now).forEach(row -> rows.put(row.value().hash().hex(), row));
            return rows;
        });
    }
}

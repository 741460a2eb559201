package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The working copy of the tombstones at one owner; knows what stood before. */
final class WorkingTombstones {
    /** At least a day after the deletion, and an hour after the row would have been gone. */
    private static final long LEAST_SECONDS = 86_400;
    private static final long SLACK_SECONDS = 3_600;
    /** Kept longer by no more is no news. */
    private static final long NOTABLE_SECONDS = 60;

    private final OwnerName owner;
    private final Instant now;
    private final Map<Octets, Tombstone> before = new LinkedHashMap<>();
    private final Map<Octets, Tombstone> after;

    /** @param tombstones whatever stands; those that are no longer kept count as none */
    WorkingTombstones(OwnerName owner, List<Tombstone> tombstones, Instant now) {
        this.owner = owner;
        this.now = now;
        tombstones.forEach(tombstone -> before.put(tombstone.hash(), tombstone));
        after = new LinkedHashMap<>(before);
    }

    Optional<Tombstone> at(Octets hash) {
        return Optional.ofNullable(after.get(hash)).filter(tombstone -> tombstone.isKeptAt(now));
    }

    /** For a row that a client deleted. */
    void put(StoredRecord row, Stamp stamp) {
        long until = Math.max(row.expiresAt().getEpochSecond(), now.getEpochSecond() + LEAST_SECONDS) + SLACK_SECONDS;
        put(row.value().hash(), Math.max(stamp.millis(), row.published() + 1), Instant.ofEpochSecond(until), stamp);
    }

    /** For what a peer tells; at least as long as {@code row} would have lived. */
    void put(Deletion deletion, Optional<StoredRecord> row, Stamp stamp) {
        Instant until = row.map(held -> held.expiresAt().plusSeconds(SLACK_SECONDS)).filter(deletion.keepUntil()::isBefore).orElse(deletion.keepUntil());
        put(deletion.hash(), deletion.deletedAt(), until, stamp);
    }

    /** So that a peer that has the value for so long cannot bring it back. */
    void outlive(Octets hash, Instant gone, Stamp stamp) {
        at(hash).ifPresent(standing -> put(hash, standing.deletedAt(), gone.plusSeconds(SLACK_SECONDS), stamp));
    }

    private void put(Octets hash, long deletedAt, Instant until, Stamp stamp) {
        Optional<Tombstone> standing = at(hash);
        long latest = Math.max(deletedAt, standing.map(Tombstone::deletedAt).orElse(0L));
        Instant longest = standing.map(Tombstone::keptUntil).filter(until::isBefore).orElse(until);
        boolean news = standing.map(old -> latest > old.deletedAt() || longest.isAfter(old.keptUntil().plusSeconds(NOTABLE_SECONDS))).orElse(true);
        if (news) {
            after.put(hash, new Tombstone(owner, hash, latest, longest, stamp));
        }
    }

    void remove(Octets hash) {
        after.remove(hash);
    }

    void changesInto(List<TombstoneChange> changes) {
        before.forEach((hash, old) -> {
            if (!after.containsKey(hash)) {
                changes.add(new TombstoneChange.Remove(old));
            }
        });
        after.forEach((hash, tombstone) -> {
            Optional<Tombstone> old = Optional.ofNullable(before.get(hash));
            if (old.filter(tombstone::equals).isEmpty()) {
                changes.add(new TombstoneChange.Put(old, tombstone));
            }
        });
    }
}

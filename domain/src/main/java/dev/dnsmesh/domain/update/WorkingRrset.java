package dev.dnsmesh.domain.update;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.AnswerLength;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The working copy of the rows at one owner, oldest write first; knows what stood before. */
final class WorkingRrset {
    /** A TTL that is longer by no more is no news (cluster.md 11). */
    private static final long TTL_SLOP_SECONDS = 5;

    private final OwnerName owner;
    private final Caps caps;
    private final Instant now;
    private final Map<TxtValue, StoredRecord> before = new LinkedHashMap<>();
    private final Map<TxtValue, StoredRecord> after;
    private final Extent extentBefore;
    private Extent extent;

    WorkingRrset(OwnerName owner, List<StoredRecord> rows, Caps caps, Instant now) {
        this.owner = owner;
        this.caps = caps;
        this.now = now;
        rows.stream().sorted(StoredRecord.BY_STAMP).forEach(row -> before.put(row.value(), row));
        after = new LinkedHashMap<>(before);
        Extent live = new Extent(0, AnswerLength.ofEmpty(owner));
        for (StoredRecord row : before.values()) {
            live = row.isLiveAt(now) ? live.with(row.value()) : live;
        }
        extentBefore = live;
        extent = live;
    }

    Set<TxtValue> liveValues() {
        return after.values().stream().filter(row -> row.isLiveAt(now)).map(StoredRecord::value)
                .collect(Collectors.toSet());
    }

    Optional<StoredRecord> row(TxtValue value) {
        return Optional.ofNullable(after.get(value));
    }

    Optional<StoredRecord> row(Octets hash) {
        return after.values().stream().filter(row -> row.value().hash().equals(hash)).findFirst();
    }

    List<StoredRecord> rows() {
        return List.copyOf(after.values());
    }

    /** @param deletedAt when the value was last deleted here, 0 = never */
    void add(Change.Add add, Stamp stamp, long deletedAt) {
        long earlier = Math.max(deletedAt, Optional.ofNullable(before.get(add.value())).map(StoredRecord::published).orElse(0L));
        long published = Math.max(stamp.millis(), earlier + 1);
        Extent standing = extent;
        delete(add.value());
        switch (add.whenFull()) {
            case REFUSE -> { }
            case REPLACE_OLDEST -> makeRoomFor(add.value(), standing);
        }
        Instant expiresAt = Instant.ofEpochSecond(now.getEpochSecond() + add.ttl().seconds());
        after.put(add.value(), new StoredRecord(owner, add.value(), add.ttl(), expiresAt, stamp, published));
        extent = extent.with(add.value());
    }

    void take(Replica replica, Stamp stamp) {
        StoredRecord standing = after.get(replica.value());
        Instant expiresAt = Instant.ofEpochSecond(now.getEpochSecond() + replica.ttl().seconds());
        if (standing != null && standing.isLiveAt(now) && !isNews(replica, expiresAt, standing)) {
            return;
        }
        long published = Math.max(replica.published().orElse(0), standing == null ? 0 : standing.published());
        delete(replica.value());
        after.put(replica.value(), new StoredRecord(owner, replica.value(), replica.ttl(), expiresAt, stamp, published));
        extent = extent.with(replica.value());
    }

    /** A later publish counts with its life, be it shorter; of the same one the longer life counts. */
    private static boolean isNews(Replica replica, Instant expiresAt, StoredRecord standing) {
        if (replica.published().isPresent() && replica.published().getAsLong() != standing.published()) {
            return replica.published().getAsLong() > standing.published();
        }
        return expiresAt.isAfter(standing.expiresAt().plusSeconds(TTL_SLOP_SECONDS));
    }

    /** The oldest live values, if they are old enough, give way until one more fits, or at least makes the set no larger than it stood. */
    private void makeRoomFor(TxtValue value, Extent standing) {
        Iterator<StoredRecord> oldest = after.values().iterator();
        while (oldest.hasNext() && extent.with(value).outgrows(standing, caps)) {
            StoredRecord row = oldest.next();
            if (isToStay(row)) {
                return;
            }
            if (row.isLiveAt(now)) {
                oldest.remove();
                extent = extent.without(row.value());
            }
        }
    }

    /** Stamps may be ahead of the clock. */
    private boolean isToStay(StoredRecord row) {
        return caps.stay().isPositive() && now.toEpochMilli() - row.storedAt().millis() < caps.stay().toMillis();
    }

    void delete(TxtValue value) {
        StoredRecord gone = after.remove(value);
        if (gone != null && gone.isLiveAt(now)) {
            extent = extent.without(value);
        }
    }

    void deleteAll() {
        after.clear();
        extent = new Extent(0, AnswerLength.ofEmpty(owner));
    }

    /** Only what grew is measured, so that an owner that sync filled beyond a limit can still be refreshed and emptied. */
    Optional<Commit> overCap() {
        if (extent.outgrowsCount(extentBefore, caps)) {
            return Optional.of(new Commit.Full(owner));
        }
        if (extent.outgrowsAnswer(extentBefore, caps)) {
            return Optional.of(new Commit.AnswerTooLarge(owner));
        }
        return Optional.empty();
    }

    void changesInto(List<RowChange> changes) {
        before.forEach((value, row) -> {
            if (!after.containsKey(value)) {
                changes.add(new RowChange.Delete(row));
            }
        });
        after.forEach((value, row) -> {
            StoredRecord old = before.get(value);
            if (old == null) {
                changes.add(new RowChange.Insert(row));
            } else if (!old.equals(row)) {
                changes.add(new RowChange.Replace(old, row));
            }
        });
    }

    /** Size of the live RRset. */
    private record Extent(int values, long answerOctets) {
        Extent with(TxtValue value) {
            return new Extent(values + 1, answerOctets + AnswerLength.ofValue(value));
        }

        Extent without(TxtValue value) {
            return new Extent(values - 1, answerOctets - AnswerLength.ofValue(value));
        }

        boolean outgrows(Extent former, Caps caps) {
            return outgrowsCount(former, caps) || outgrowsAnswer(former, caps);
        }

        boolean outgrowsCount(Extent former, Caps caps) {
            return values > former.values && caps.valuesPerName() != 0 && values > caps.valuesPerName();
        }

        boolean outgrowsAnswer(Extent former, Caps caps) {
            return answerOctets > former.answerOctets && answerOctets > caps.answerOctets();
        }
    }
}

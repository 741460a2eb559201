package dev.dnsmesh.domain.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of a peer's digest before anything is believed of it (cluster.md 6.1, 13.6). A member that is absent or of another
 * type is empty; integers beyond 64 bits are the largest or smallest of them.
 *
 * @param published {@code pub}
 * @param deletion  {@code deleted}; empty also where it is neither absent nor a truth value, which {@code sound} tells
 * @param deletedAt {@code del}
 * @param sound     it was an object, and the optional members have their types
 */
public record ReceivedEntry(Optional<String> name, Optional<String> hash, OptionalLong millis, OptionalLong ttl,
                            OptionalLong published, boolean deletion, OptionalLong deletedAt, boolean sound) {
    /** A {@code pub} or {@code del} further ahead of the clock is not believed. */
    private static final long MAX_LEAD_MILLIS = 86_400_000;

    /** Something that is no object. */
    public static final ReceivedEntry NONSENSE = new ReceivedEntry(Optional.empty(), Optional.empty(), OptionalLong.empty(),
            OptionalLong.empty(), OptionalLong.empty(), false, OptionalLong.empty(), false);

    /** What it announces, to a node whose clock shows {@code now}. */
    public Announcement judge(Instant now) {
        if (!sound || name.isEmpty() || hash.isEmpty() || millis.isEmpty() || ttl.isEmpty()
                || published.orElse(0) < 0 || deletedAt.orElse(0) < 0 || deletion && deletedAt.isEmpty()) {
            return new Announcement.Invalid(position(now));
        }
        long latest = now.toEpochMilli() + Cursor.MAX_LEAD_MILLIS;
        // judged at the largest time that is allowed, everything else can still be wrong
        Optional<DigestEntry> entry = DigestEntry.received(name.get(), hash.get(), Math.min(latest, millis.getAsLong()), ttl.getAsLong(), now);
        if (entry.isEmpty()) {
            return new Announcement.Invalid(position(now));
        }
        if (millis.getAsLong() > latest) {
            return new Announcement.Ahead(millis.getAsLong());
        }
        if (ReservedNames.isLocal(name.get())) {
            return new Announcement.Invalid(Optional.of(entry.get().position()));
        }
        if (!deletion) {
            return new Announcement.Live(entry.get(), believed(published, now));
        }
        return deletedAt.getAsLong() > now.toEpochMilli() + MAX_LEAD_MILLIS ? new Announcement.Invalid(Optional.of(entry.get().position()))
                : new Announcement.Deleted(entry.get(), deletedAt.getAsLong());
    }

    private static long believed(OptionalLong published, Instant now) {
        return published.orElse(0) > now.toEpochMilli() + MAX_LEAD_MILLIS ? 0 : published.orElse(0);
    }

    /** Where it stands, where at least that can be told. */
    private Optional<Cursor> position(Instant now) {
        if (name.isEmpty() || hash.isEmpty() || millis.isEmpty() || millis.getAsLong() < 0 || !ValueHash.isHash(hash.get())) {
            return Optional.empty();
        }
        return Cursor.parseNext(millis.getAsLong() + ":" + name.get() + ":" + hash.get(), now);
    }
}

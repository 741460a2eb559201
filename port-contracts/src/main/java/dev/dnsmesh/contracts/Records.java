package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Prerequisite;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short ways to say what the contracts write and read. */
public final class Records {
    /** When every harness's clock starts. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final OwnerName SLOT = new OwnerName("slot-3.mb-0123456789ab.example.org");
    public static final OwnerName OTHER = new OwnerName("id-0123456789abcdef.example.org");
    private static final int TTL = 60;

    private Records() {
    }

    public static Change add(OwnerName owner, String value) {
        return add(owner, value, TTL);
    }

    public static Change add(OwnerName owner, String value, long ttl) {
        return new Change.Add(owner, TxtValue.of(value), new TimeToLive(ttl), Change.WhenFull.REFUSE);
    }

    /** Displaces the oldest where the owner is full. */
    public static Change claim(OwnerName owner, String value) {
        return new Change.Add(owner, TxtValue.of(value), new TimeToLive(TTL), Change.WhenFull.REPLACE_OLDEST);
    }

    public static Change delete(OwnerName owner, String value) {
        return new Change.DeleteValue(owner, TxtValue.of(value));
    }

    public static Change deleteAll(OwnerName owner) {
        return new Change.DeleteRrset(owner);
    }

    /** Without conditions or limits, at {@link #NOON}. */
    public static UpdateBatch batch(Change... changes) {
        return batchAt(NOON, changes);
    }

    public static UpdateBatch batchAt(Instant now, Change... changes) {
        return UpdateBatch.unconditional(List.of(changes), now);
    }

    /** With at most {@code values} at an owner. */
    public static UpdateBatch capped(int values, Change... changes) {
        return new UpdateBatch(List.of(), List.of(changes), new Caps(values, Caps.LARGEST_MESSAGE, Long.MAX_VALUE),
                Optional.empty(), Optional.empty(), List.of(), NOON);
    }

    public static UpdateBatch demanding(Prerequisite prerequisite, Change... changes) {
        return new UpdateBatch(List.of(prerequisite), List.of(changes), Caps.NONE, Optional.empty(), Optional.empty(),
                List.of(), NOON);
    }

    /** To be remembered until the instant. */
    public static UpdateBatch remembered(ReplayEntry entry, Caps caps, Change... changes) {
        return new UpdateBatch(List.of(), List.of(changes), caps, Optional.empty(), Optional.of(entry), List.of(), NOON);
    }

    public static ReplayEntry replay(int number, Instant keepUntil) {
        return new ReplayEntry(new ReplayId(Sha256.of(Octets.utf8("replay " + number)).slice(0, ReplayId.LENGTH)),
                keepUntil);
    }

    /** Texts of the live values, oldest write first. */
    public static List<String> texts(RecordStore store, OwnerName owner, Instant now) {
        return store.liveAt(owner, now).stream().map(Records::text).toList();
    }

    public static String text(StoredRecord row) {
        return row.value().text().orElseThrow();
    }

    /** Every live row, page after page. */
    public static List<StoredRecord> pages(RecordStore store, int limit, Instant now) {
        List<StoredRecord> all = new ArrayList<>();
        List<StoredRecord> page = store.page(Optional.empty(), limit, now);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.page(Optional.of(position(page.getLast())), limit, now);
        }
        return all;
    }

    public static RecordStore.Position position(StoredRecord row) {
        return RecordStore.Position.of(row);
    }
}

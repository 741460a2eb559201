package dev.dnsmesh.application.usecase.sync;

import dev.dnsmesh.application.port.in.ServePeers;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RecordStore.Entry;
import dev.dnsmesh.application.port.out.RecordStore.Position;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RecordName;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.DigestPage;
import dev.dnsmesh.domain.sync.RowVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the store for peers. What it offers is judged at the moment of asking, signatures included. */
public final class ServePeersUseCase implements ServePeers {
    /** Rows in memory with their values: a digest needs only their hashes. */
    private static final int MOST_AT_ONCE = 500;
    private static final long ENOUGH_OCTETS = 8L << 20;
    /** Of one row in an answer, besides name and value. */
    private static final int FRAME_OCTETS = 40;
    /** Sorts after all that names are made of. */
    private static final char AFTER_NAMES = '\u007f';

    private final OperatorTokens tokens;
    private final RecordStore records;
    private final OfferedRows offered;
    private final ClusterManifests manifests;
    private final TimeSource time;
    private final boolean tellsDeletions;

    /**
     * @param tokens         those of the sync routes
     * @param tellsDeletions to peers that ask for them
     */
    public ServePeersUseCase(OperatorTokens tokens, RecordStore records, RowVerifier verifier, ClusterManifests manifests, TimeSource time,
                             boolean tellsDeletions) {
        this.tellsDeletions = tellsDeletions;
        this.tokens = tokens;
        this.records = records;
        this.offered = new OfferedRows(verifier);
        this.manifests = manifests;
        this.time = time;
    }

    @Override
    public boolean admits(Optional<String> token) {
        return token.map(tokens::accept).orElse(false);
    }

    @Override
    public DigestPage digest(Cursor after, int limit) {
        Instant now = time.now();
        List<DigestEntry> entries = new ArrayList<>();
        int size = Math.min(limit + 1, MOST_AT_ONCE);
        List<StoredRecord> page = records.page(Optional.of(position(after)), size, now);
        while (!page.isEmpty()) {
            page.forEach(row -> offered.entry(row, now).ifPresent(entries::add));
            boolean done = page.size() < size || entries.size() > limit;
            page = done ? List.of() : records.page(Optional.of(Position.of(page.getLast())), size, now);
        }
        return DigestPage.after(after, entries, limit);
    }

    @Override
    public Optional<DeletionPage> digestWithDeletions(Cursor after, int limit) {
        return tellsDeletions ? Optional.of(pageWithDeletions(after, limit)) : Optional.empty();
    }

    private DeletionPage pageWithDeletions(Cursor after, int limit) {
        Instant now = time.now();
        String instance = records.instance().hex();
        List<Announcement> told = new ArrayList<>();
        int size = Math.min(limit + 1, MOST_AT_ONCE);
        List<Entry> page = records.pageWithDeletions(Optional.of(position(after)), size, now);
        while (!page.isEmpty()) {
            page.forEach(entry -> offered.announcement(entry, now).ifPresent(told::add));
            boolean done = page.size() < size || told.size() > limit;
            page = done ? List.of() : records.pageWithDeletions(Optional.of(page.getLast().position()), size, now);
        }
        List<Announcement> rows = told.stream().limit(limit).toList();
        return new DeletionPage(instance, rows, told.size() > limit,
                rows.isEmpty() ? after : rows.getLast().position().orElseThrow());
    }

    /** Names are ASCII. A cursor that is not sorts after all that begins with what is before the first other character. */
    private static Position position(Cursor cursor) {
        int ascii = 0;
        while (ascii < cursor.name().length() && cursor.name().charAt(ascii) < AFTER_NAMES) {
            ascii++;
        }
        return ascii == cursor.name().length() ? new Position(new Stamp(cursor.millis()), cursor.name(), cursor.valueHash())
                : new Position(new Stamp(cursor.millis()), cursor.name().substring(0, ascii) + AFTER_NAMES, "");
    }

    @Override
    public List<PulledRow> pull(List<String> names) {
        Instant now = time.now();
        SortedMap<Cursor, PulledRow> rows = new TreeMap<>();
        long octets = 0;
        for (String name : new LinkedHashSet<>(names.stream().map(RecordName::bare).toList())) {
            for (StoredRecord row : OwnerName.parse(name).map(owner -> records.liveAt(owner, now)).orElse(List.of())) {
                Optional<DigestEntry> entry = offered.entry(row, now);
                if (entry.isPresent()) {
                    // the name as it was asked for takes part in the order, so that two spellings of one name are two rows
                    rows.put(new Cursor(entry.get().millis(), name, entry.get().hash()),
                            new PulledRow(name, row.value().text().orElseThrow(), entry.get().ttl()));
                    octets += name.length() + row.value().length() + FRAME_OCTETS;
                }
            }
            if (octets >= ENOUGH_OCTETS) {
                break;
            }
        }
        return List.copyOf(rows.values());
    }

    @Override
    public Optional<CurrentManifest> manifest() {
        return manifests.current(records, time.now());
    }
}

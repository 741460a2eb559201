package dev.dnsmesh.application.usecase.sync;

import dev.dnsmesh.application.port.out.RecordStore.Entry;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.RowVerdict;
import dev.dnsmesh.domain.sync.RowVerifier;
import java.time.Instant;
import java.util.Optional;

/** Which rows a peer can take over (cluster.md 13.4), judged when they are asked for. */
final class OfferedRows {
    private static final long MAX_TTL = 1L << 31;

    private final RowVerifier verifier;

    OfferedRows(RowVerifier verifier) {
        this.verifier = verifier;
    }

    /** The row as a digest lists it; empty where a peer would refuse its entry, or its value. */
    Optional<DigestEntry> entry(StoredRecord row, Instant now) {
        DigestEntry listed = DigestEntry.of(row, now);
        return DigestEntry.received(listed.name(), listed.hash(), listed.millis(), listed.ttl(), now).filter(entry -> isSound(row, now));
    }

    /** The same for peers that are told of deletions, too. */
    Optional<Announcement> announcement(Entry entry, Instant now) {
        return switch (entry) {
            case Entry.Live(StoredRecord row) -> entry(row, now).map(listed -> new Announcement.Live(listed, row.published()));
            case Entry.Deleted(Tombstone tombstone) -> DigestEntry.received(tombstone.owner().text(), tombstone.hash().hex(), tombstone.storedAt().millis(),
                            Math.min(MAX_TTL, tombstone.keptUntil().getEpochSecond() - now.getEpochSecond()), now)
                    .map(listed -> new Announcement.Deleted(listed, tombstone.deletedAt()));
        };
    }

    private boolean isSound(StoredRecord row, Instant now) {
        return row.value().text().map(value -> switch (verifier.judge(row.owner().text(), value, now)) {
            case RowVerdict.Accepted ignored -> true;
            case RowVerdict.Refused ignored -> false;
        }).orElse(false);
    }
}

package dev.dnsmesh.application.usecase.transfer;

import dev.dnsmesh.application.port.in.CopyStorage;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.RowTally;
import dev.dnsmesh.domain.transfer.TransferRow;
import dev.dnsmesh.domain.transfer.TransferRow.OfHistory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Kind after kind, page after page; each page and the note of it are one transaction of the target. */
public final class CopyStorageUseCase implements CopyStorage {
    /** Bounds what is held in memory: a value has at most 65,535 octets. */
    private static final int AT_ONCE = 500;
    private static final RowKind[] KINDS = RowKind.values();

    private final RowTransfer source;
    private final RowTransfer target;

    /** Nothing else may use either of them meanwhile. */
    public CopyStorageUseCase(RowTransfer source, RowTransfer target) {
        this.source = source;
        this.target = target;
    }

    @Override
    public Outcome copy(Progress progress) {
        if (source.note().isPresent()) {
            return new Outcome.SourceUnfinished();
        }
        String identity = CopyNote.sourceOf(history(source));
        Optional<Octets> noted = target.note();
        if (noted.isEmpty()) {
            Optional<RowKind> inUse = inUse();
            return inUse.<Outcome>map(Outcome.TargetInUse::new)
                    .orElseGet(() -> copyFrom(new CopyNote(identity, KINDS[0], Optional.empty()), false, progress));
        }
        return noted.flatMap(CopyNote::parse).filter(note -> note.source().equals(identity))
                .map(note -> copyFrom(note, true, progress)).orElseGet(Outcome.AnotherSource::new);
    }

    private Outcome copyFrom(CopyNote from, boolean resumed, Progress progress) {
        CopyNote at = from;
        target.put(List.of(), Optional.of(at.octets()));
        for (int kind = from.kind().ordinal(); kind < KINDS.length; kind++) {
            at = new CopyNote(from.source(), KINDS[kind], kind == from.kind().ordinal() ? from.after() : Optional.empty());
            carry(at, progress);
        }
        return compared(resumed);
    }

    private void carry(CopyNote start, Progress progress) {
        long rows = 0;
        Optional<Octets> after = start.after();
        RowTransfer.Page page;
        do {
            page = source.page(start.kind(), after, AT_ONCE);
            rows += page.rows().size();
            after = page.next();
            if (!page.rows().isEmpty()) {
                target.put(page.rows(), Optional.of(noteAfter(start, after).octets()));
                progress.copied(start.kind(), rows);
            }
        } while (after.isPresent());
    }

    /** Behind the last row of a kind stands the next kind: or what has no key, an audit row, would be copied twice. */
    private static CopyNote noteAfter(CopyNote start, Optional<Octets> next) {
        int following = Math.min(start.kind().ordinal() + 1, KINDS.length - 1);
        return next.isPresent() ? new CopyNote(start.source(), start.kind(), next)
                : new CopyNote(start.source(), KINDS[following], Optional.empty());
    }

    private Outcome compared(boolean resumed) {
        Map<RowKind, RowTally> tallies = new EnumMap<>(RowKind.class);
        for (RowKind kind : KINDS) {
            RowTally here = tally(source, kind);
            RowTally there = tally(target, kind);
            if (!here.equals(there)) {
                return new Outcome.Different(kind, here, there);
            }
            tallies.put(kind, there);
        }
        target.put(List.of(), Optional.empty());
        return new Outcome.Copied(tallies, resumed);
    }

    private static RowTally tally(RowTransfer storage, RowKind kind) {
        RowTally tally = RowTally.NOTHING;
        Optional<Octets> after = Optional.empty();
        do {
            RowTransfer.Page page = storage.page(kind, after, AT_ONCE);
            for (TransferRow row : page.rows()) {
                tally = tally.plus(row);
            }
            after = page.next();
        } while (after.isPresent());
        return tally;
    }

    private Optional<RowKind> inUse() {
        for (RowKind kind : KINDS) {
            boolean used = kind == RowKind.HISTORY ? !history(target).last().equals(Stamp.NONE)
                    : tally(target, kind).count() > 0;
            if (used) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static OfHistory history(RowTransfer storage) {
        return storage.page(RowKind.HISTORY, Optional.empty(), 1).rows().stream()
                .flatMap(row -> row instanceof OfHistory history ? Stream.of(history) : Stream.empty())
                .findFirst().orElseThrow(() -> new IllegalStateException("every storage has a history"));
    }
}

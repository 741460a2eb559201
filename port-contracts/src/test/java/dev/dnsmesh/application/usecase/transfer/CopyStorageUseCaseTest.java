package dev.dnsmesh.application.usecase.transfer;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.CopyStorage.Outcome;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.RowTally;
import dev.dnsmesh.domain.transfer.TransferRow;
import dev.dnsmesh.domain.update.Caps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyStorageUseCaseTest {
    private final ManualTime time = new ManualTime(NOON);
    private final InMemoryStorage source = filled(new InMemoryStorage(time, new SeededRandom(1)));
    private final InMemoryStorage target = new InMemoryStorage(time, new SeededRandom(2));

    @Test
    void everything_is_there_afterwards_and_both_have_the_same_tallies() {
        Outcome.Copied copied = (Outcome.Copied) copy(out(source), out(target));
        assertThat(copied.resumed()).isFalse();
        assertThat(copied.tallies().get(RowKind.RECORDS).count()).isEqualTo(1202);
        assertThat(copied.tallies().get(RowKind.TOKENS).count()).isEqualTo(1);
        assertThat(copied.tallies().get(RowKind.AUDIT_COUNTERS).count()).isEqualTo(1);
        assertThat(copied.tallies().get(RowKind.REPLAYS).count()).isEqualTo(1);
        assertThat(copied.tallies()).containsOnlyKeys(RowKind.values());
        assertThat(target.records().liveAt(SLOT, NOON)).isEqualTo(source.records().liveAt(SLOT, NOON));
        assertThat(target.records().instance()).isEqualTo(source.records().instance());
        assertThat(out(target).note()).as("finished").isEmpty();
    }

    @Test
    void a_copy_that_is_cut_off_after_any_write_goes_on_and_ends_the_same() {
        Outcome whole = copy(out(source), out(target));
        int writes = 0;
        boolean cut = true;
        while (cut) {
            InMemoryStorage fresh = new InMemoryStorage(time, new SeededRandom(3));
            cut = cutOff(out(source), out(fresh), writes);
            if (cut) {
                assertThat(out(fresh).note().isPresent()).as("unfinished after %s writes", writes).isEqualTo(writes > 0);
                Outcome.Copied resumed = (Outcome.Copied) copy(out(source), out(fresh));
                assertThat(resumed.resumed()).isEqualTo(writes > 0);
                assertThat(resumed.tallies()).isEqualTo(((Outcome.Copied) whole).tallies());
                assertThat(fresh.audit().tail(Optional.empty(), 99)).isEqualTo(source.audit().tail(Optional.empty(), 99));
            }
            writes++;
        }
        assertThat(writes).isGreaterThan(8);
    }

    @Test
    void a_target_that_holds_anything_is_left_alone() {
        target.records().commit(batch(add(OTHER, "mine")));
        assertThat(copy(out(source), out(target))).isEqualTo(new Outcome.TargetInUse(RowKind.RECORDS));
        assertThat(target.records().count()).isEqualTo(1);
        InMemoryStorage used = new InMemoryStorage(time, new SeededRandom(4));
        used.records().commit(batch(add(OTHER, "mine")));
        used.records().commit(batch(Records.deleteAll(OTHER)));
        assertThat(copy(out(source), out(used))).isEqualTo(new Outcome.TargetInUse(RowKind.HISTORY));
    }

    @Test
    void a_copy_is_finished_from_the_source_that_it_was_begun_from() {
        assertThat(cutOff(out(source), out(target), 2)).isTrue();
        assertThat(copy(out(new InMemoryStorage(time, new SeededRandom(5))), out(target))).isEqualTo(new Outcome.AnotherSource());
        assertThat(copy(out(target), out(new InMemoryStorage(time, new SeededRandom(6))))).isEqualTo(new Outcome.SourceUnfinished());
        source.records().commit(batch(add(OTHER, "written meanwhile")));
        assertThat(copy(out(source), out(target))).isEqualTo(new Outcome.AnotherSource());
    }

    @Test
    void a_note_that_this_version_does_not_understand_is_left_as_it_is() {
        Octets later = Octets.utf8("copy-2 whatever");
        out(target).put(List.of(), Optional.of(later));
        assertThat(copy(out(source), out(target))).isEqualTo(new Outcome.AnotherSource());
        assertThat(out(target).note()).contains(later);
    }

    @Test
    void a_target_that_loses_or_changes_a_row_is_told_and_stays_unfinished() {
        RowTransfer forgetful = new Tampering(out(target));
        Outcome.Different different = (Outcome.Different) copy(out(source), forgetful);
        assertThat(different.kind()).isEqualTo(RowKind.TOKENS);
        assertThat(different.source().count()).isEqualTo(1);
        assertThat(different.target()).isEqualTo(RowTally.NOTHING);
        assertThat(out(target).note()).isPresent();
    }

    @Test
    void a_tally_knows_no_order_but_every_row() {
        TransferRow one = new TransferRow.OfRecord(source.records().liveAt(SLOT, NOON).get(0));
        TransferRow two = new TransferRow.OfRecord(source.records().liveAt(SLOT, NOON).get(1));
        assertThat(RowTally.NOTHING.plus(one).plus(two)).isEqualTo(RowTally.NOTHING.plus(two).plus(one));
        assertThat(RowTally.NOTHING.plus(one).plus(one)).isNotEqualTo(RowTally.NOTHING.plus(two).plus(two));
        assertThat(RowTally.NOTHING.plus(one).plus(one).digest()).isNotEqualTo(RowTally.NOTHING.digest());
    }

    private static Outcome copy(RowTransfer from, RowTransfer to) {
        return new CopyStorageUseCase(from, to).copy((kind, rows) -> assertThat(rows).isPositive());
    }

    /** @return false where the copy ended before the cut */
    private static boolean cutOff(RowTransfer from, RowTransfer to, int writes) {
        try {
            copy(from, new Dying(to, writes));
            return false;
        } catch (StorageUnavailable died) {
            assertThat(died).hasMessage("killed");
            return true;
        }
    }

    private static RowTransfer out(InMemoryStorage storage) {
        return storage.transfer().orElseThrow();
    }

    private static InMemoryStorage filled(InMemoryStorage storage) {
        for (int i = 0; i < 1200; i++) {
            storage.records().commit(batch(add(OTHER, "value " + i)));
        }
        storage.records().commit(Records.remembered(Records.replay(1, NOON.plusSeconds(9)), Caps.NONE, add(SLOT, "a"), add(SLOT, "b")));
        storage.tokens().issue(new TokenRequest.ByOperator(new Subject("alice@example.org"), Optional.empty(), true, Optional.empty(),
                Optional.empty(), new TokenRequest.Grant(new TokenHash(Sha256.of(Octets.utf8("t"))), 1, 1, Optional.empty()), "root",
                new Terms(NOON, Duration.ofDays(1))));
        for (int i = 0; i < 3; i++) {
            storage.audit().append(AuditRow.rejected(NOON, "192.0.2.1", "owner"));
        }
        storage.audit().count(AuditEvent.USED, NOON, 3);
        return storage;
    }

    /** A target whose process dies after so many writes. */
    private static final class Dying implements RowTransfer {
        private final RowTransfer inner;
        private int left;

        Dying(RowTransfer inner, int left) {
            this.inner = inner;
            this.left = left;
        }

        @Override
        public Page page(RowKind kind, Optional<Octets> after, int limit) {
            return inner.page(kind, after, limit);
        }

        @Override
        public void put(List<TransferRow> rows, Optional<Octets> note) {
            if (left == 0) {
                throw new StorageUnavailable("killed");
            }
            left--;
            inner.put(rows, note);
        }

        @Override
        public Optional<Octets> note() {
            return inner.note();
        }
    }

    /** A target that drops tokens. */
    private record Tampering(RowTransfer inner) implements RowTransfer {
        @Override
        public Page page(RowKind kind, Optional<Octets> after, int limit) {
            return inner.page(kind, after, limit);
        }

        @Override
        public void put(List<TransferRow> rows, Optional<Octets> note) {
            inner.put(rows.stream().filter(row -> row.kind() != RowKind.TOKENS).toList(), note);
        }

        @Override
        public Optional<Octets> note() {
            return inner.note();
        }
    }
}

package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.Holder;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.TransferRow;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Watermark;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link RowTransfer}. A storage that withholds {@link Guarantee#TRANSFER} offers none. */
public interface RowTransferContract extends StorageContract {
    Octets NOTE = Octets.utf8("so far");
    Octets HISTORY = Sha256.of(Octets.utf8("history")).slice(0, 16);

    @Test
    default void a_storage_offers_a_way_out_exactly_when_promised() {
        try (StorageHarness storage = newStorage()) {
            assertThat(storage.storage().transfer().isEmpty()).isEqualTo(storage.withholds().contains(Guarantee.TRANSFER));
        }
    }

    @Test
    default void every_row_that_was_put_is_there_again_as_it_was() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            transfer(storage).put(rows(), Optional.empty());
            storage.reopenIfDurable();
            for (RowKind kind : RowKind.values()) {
                assertThat(all(storage, kind, 2)).as(kind.text())
                        .containsExactlyInAnyOrderElementsOf(rows().stream().filter(row -> row.kind() == kind).toList());
            }
            assertThat(all(storage, RowKind.AUDIT, 1)).as("oldest first").containsExactlyElementsOf(auditRows());
        }
    }

    @Test
    default void the_other_ports_answer_by_what_was_put() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            transfer(storage).put(rows(), Optional.empty());
            storage.reopenIfDurable();
            Storage open = storage.storage();
            assertThat(open.records().liveAt(SLOT, NOON)).containsExactly(record(1, 60), record(2, 60));
            assertThat(open.records().liveAt(OTHER, NOON)).as("expired").isEmpty();
            assertThat(Records.pages(open.records(), 1, NOON)).containsExactly(record(1, 60), record(2, 60));
            assertThat(open.records().replayed(Records.replay(1, NOON).id(), NOON)).contains(Rcode.NOERROR);
            assertThat(open.records().replayed(Records.replay(2, NOON).id(), NOON)).contains(Rcode.REFUSED);
            assertThat(open.records().lastStamp()).isEqualTo(LAST);
            assertThat(open.records().instance()).isEqualTo(HISTORY);
            TsigKey key = key();
            assertThat(open.tsigKeys().find(key.name())).contains(key);
            assertThat(open.tsigKeys().list(key.subject())).containsExactly(key);
            assertThat(open.tokens().find(token().hash())).contains(token());
            assertThat(open.tokens().list(Optional.of(token().subject()))).containsExactly(token());
            assertThat(open.ownership().list(Optional.of(owner().subject()))).containsExactly(owner());
            assertThat(open.audit().tail(Optional.empty(), 10)).extracting(AuditRow::detail)
                    .containsExactlyElementsOf(auditRows().reversed().stream().map(row -> ((TransferRow.OfAudit) row).row().detail()).toList());
            assertThat(open.audit().counters(Optional.empty(), 10)).containsExactly(new AuditCounter(NOON, AuditEvent.USED, 7));
            assertThat(open.watermarks().find("http://b")).contains(new Watermark("http://b", Octets.utf8("1")));
        }
    }

    @Test
    default void what_is_written_next_is_stamped_above_the_history() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            transfer(storage).put(rows(), Optional.empty());
            storage.records().commit(batch(add(OTHER, "new")));
            assertThat(storage.records().lastStamp()).isEqualTo(new Stamp(LAST.millis() + 1));
            assertThat(storage.records().instance()).isEqualTo(HISTORY);
            storage.records().sweep(NOON.plusSeconds(3600), 100);
            assertThat(storage.records().count()).as("indexes of what was put are whole").isZero();
        }
    }

    @Test
    default void a_row_takes_the_place_of_the_one_with_its_key() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            transfer(storage).put(rows(), Optional.of(NOTE));
            StoredRecord later = new StoredRecord(SLOT, record(1, 60).value(), new TimeToLive(9), NOON.plusSeconds(9), new Stamp(LAST.millis() - 1), 0);
            transfer(storage).put(List.of(new TransferRow.OfRecord(later), new TransferRow.OfKey(key().revokedAt(NOON)),
                    new TransferRow.OfCounter(new AuditCounter(NOON, AuditEvent.USED, 8))), Optional.empty());
            assertThat(Records.pages(storage.records(), 10, NOON)).containsExactly(record(2, 60), later);
            assertThat(all(storage, RowKind.TSIG_KEYS, 9)).containsExactly(new TransferRow.OfKey(key().revokedAt(NOON)));
            assertThat(all(storage, RowKind.AUDIT_COUNTERS, 9)).containsExactly(new TransferRow.OfCounter(new AuditCounter(NOON, AuditEvent.USED, 8)));
        }
    }

    @Test
    default void the_note_is_as_durable_as_the_rows_and_goes_when_there_is_none_any_more() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            assertThat(transfer(storage).note()).isEmpty();
            transfer(storage).put(List.of(new TransferRow.OfRecord(record(1, 60))), Optional.of(NOTE));
            storage.reopenIfDurable();
            if (!storage.withholds().contains(Guarantee.DURABILITY)) {
                assertThat(transfer(storage).note()).contains(NOTE);
            }
            Octets longest = Octets.of(new byte[4096]);
            transfer(storage).put(List.of(), Optional.of(longest));
            assertThat(transfer(storage).note()).contains(longest);
            transfer(storage).put(List.of(), Optional.empty());
            storage.reopenIfDurable();
            assertThat(transfer(storage).note()).isEmpty();
        }
    }

    @Test
    default void what_the_other_ports_wrote_can_be_carried_away() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            Storage open = storage.storage();
            TsigKey key = Keys.minted(open, "alice", 1);
            open.records().commit(Records.remembered(Records.replay(7, NOON.plusSeconds(30)), Caps.NONE, add(SLOT, "v")));
            open.audit().append(AuditLogContract.USED);
            open.audit().count(AuditEvent.REJECTED, NOON, 3);
            assertThat(all(storage, RowKind.RECORDS, 10)).containsExactly(new TransferRow.OfRecord(open.records().liveAt(SLOT, NOON).getFirst()));
            assertThat(all(storage, RowKind.TSIG_KEYS, 10)).containsExactly(new TransferRow.OfKey(key));
            assertThat(all(storage, RowKind.OWNERSHIP, 10)).hasSameSizeAs(open.ownership().list(Optional.empty())).isNotEmpty();
            assertThat(all(storage, RowKind.REPLAYS, 10)).containsExactly(new TransferRow.OfReplay(Records.replay(7, NOON.plusSeconds(30)), Rcode.NOERROR));
            assertThat(all(storage, RowKind.AUDIT, 10)).last().isEqualTo(new TransferRow.OfAudit(AuditLogContract.USED));
            assertThat(all(storage, RowKind.AUDIT_COUNTERS, 10)).containsExactly(new TransferRow.OfCounter(new AuditCounter(NOON, AuditEvent.REJECTED, 3)));
            assertThat(all(storage, RowKind.HISTORY, 10)).containsExactly(
                    new TransferRow.OfHistory(open.records().instance(), open.records().lastStamp(), key.subject()));
        }
    }

    @Test
    default void many_rows_come_in_pages_each_of_them_once() {
        try (StorageHarness storage = newStorage()) {
            if (storage.withholds().contains(Guarantee.TRANSFER)) {
                return;
            }
            List<TransferRow> many = IntStream.range(0, 250).<TransferRow>mapToObj(i -> new TransferRow.OfRecord(record(i, 60))).toList();
            transfer(storage).put(many, Optional.empty());
            for (int limit : new int[] {1, 7, 50, 250, 1000}) {
                assertThat(all(storage, RowKind.RECORDS, limit)).as("pages of %s", limit).containsExactlyInAnyOrderElementsOf(many);
            }
            assertThat(storage.records().count()).isEqualTo(250);
        }
    }

    /** Ahead of the clock, as after much load, but not so far that the storage would rebase itself. */
    Stamp LAST = new Stamp(NOON.toEpochMilli() + 5000);

    private static RowTransfer transfer(StorageHarness storage) {
        return storage.storage().transfer().orElseThrow();
    }

    private static List<TransferRow> all(StorageHarness storage, RowKind kind, int limit) {
        List<TransferRow> rows = new ArrayList<>();
        RowTransfer.Page page = transfer(storage).page(kind, Optional.empty(), limit);
        rows.addAll(page.rows());
        while (page.next().isPresent()) {
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
            page = transfer(storage).page(kind, page.next(), limit);
            rows.addAll(page.rows());
        }
        return rows;
    }

    private static List<TransferRow> rows() {
        StoredRecord expired = new StoredRecord(OTHER, TxtValue.of("gone"), new TimeToLive(1), NOON.minusSeconds(1), new Stamp(2), 1);
        List<TransferRow> rows = new ArrayList<>(List.of(new TransferRow.OfRecord(record(1, 60)), new TransferRow.OfRecord(record(2, 60)),
                new TransferRow.OfRecord(expired), new TransferRow.OfDeletion(new Tombstone(OTHER, TxtValue.of("deleted").hash(), 3, NOON.plusSeconds(90), new Stamp(4))),
                new TransferRow.OfKey(key()), new TransferRow.OfToken(token()),
                new TransferRow.OfOwner(owner()), new TransferRow.OfCounter(new AuditCounter(NOON, AuditEvent.USED, 7)),
                new TransferRow.OfWatermark(new Watermark("http://b", Octets.utf8("1"))),
                new TransferRow.OfReplay(Records.replay(1, NOON.plusSeconds(5).plusMillis(3)), Rcode.NOERROR),
                new TransferRow.OfReplay(Records.replay(2, NOON.plusSeconds(5)), Rcode.REFUSED),
                new TransferRow.OfHistory(HISTORY, LAST, key().subject())));
        rows.addAll(auditRows());
        return rows;
    }

    private static List<TransferRow> auditRows() {
        AuditRow used = AuditLogContract.USED;
        AuditRow rejected = AuditRow.rejected(NOON, "192.0.2.2", "owner");
        return List.of(new TransferRow.OfAudit(used), new TransferRow.OfAudit(rejected), new TransferRow.OfAudit(used),
                new TransferRow.OfAudit(AuditRow.ownerReleased(NOON.minusSeconds(9), Keys.subject("bob"), 2)));
    }

    private static StoredRecord record(int number, long ttl) {
        return new StoredRecord(SLOT, TxtValue.of("value " + number), new TimeToLive(ttl), NOON.plusSeconds(ttl),
                new Stamp(NOON.toEpochMilli() + number), number);
    }

    /** Every optional member is there, instants to the microsecond. */
    private static TsigKey key() {
        TsigKey minted = Keys.ROW;
        return new TsigKey(minted.name(), minted.algorithm(), minted.secret(), minted.suffixes(), NOON.plus(123_456, ChronoUnit.MICROS),
                Optional.of(NOON.plusSeconds(60).plus(1, ChronoUnit.MICROS)), Optional.empty(), minted.subject(), minted.registered(),
                minted.proven(), true);
    }

    private static Token token() {
        return new Token(new TokenHash(Sha256.of(Octets.utf8("a token"))), Keys.subject("carol"), Optional.of(new PrekeyScope("ab".repeat(6))),
                1.5, 20, NOON, Optional.of(NOON.plusSeconds(77)), Optional.of(NOON.plusSeconds(7)), new Issuer("admin:root"),
                Optional.of("by hand"), Optional.of(Keys.ed25519(3)), true);
    }

    private static OwnershipEntry owner() {
        return new OwnershipEntry(new HeldName("carol@example.org"), Holder.of(Optional.of(Keys.ed25519(3))), Keys.subject("carol"),
                NOON, Optional.of(NOON.plusSeconds(99)));
    }
}

package dev.dnsmesh.domain.transfer;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.Tombstone;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.Watermark;
import java.util.Optional;

/** One row of a storage, whatever holds it. */
public sealed interface TransferRow {
    RowKind kind();

    /** Live or expired, with its stamp. */
    record OfRecord(StoredRecord row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.RECORDS;
        }
    }

    /** Kept or to be swept, with its stamp; a storage that keeps no deletions has none, and drops those that come in. */
    record OfDeletion(Tombstone row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.DELETIONS;
        }
    }

    /** With its secret, unwrapped. */
    record OfKey(TsigKey row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.TSIG_KEYS;
        }
    }

    record OfToken(Token row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.TOKENS;
        }
    }

    record OfOwner(OwnershipEntry row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.OWNERSHIP;
        }
    }

    record OfAudit(AuditRow row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.AUDIT;
        }
    }

    record OfCounter(AuditCounter row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.AUDIT_COUNTERS;
        }
    }

    record OfWatermark(Watermark row) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.WATERMARKS;
        }
    }

    /** @param answer what a copy of the UPDATE is answered */
    record OfReplay(ReplayEntry row, Rcode answer) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.REPLAYS;
        }
    }

    /**
     * @param instance 16 octets that name the history of the rows (cluster.md 13.6)
     * @param last     stamp of the last transaction
     * @param first    who registered first (registration.md W9)
     */
    record OfHistory(Octets instance, Stamp last, Optional<Subject> first) implements TransferRow {
        @Override
        public RowKind kind() {
            return RowKind.HISTORY;
        }
    }
}

package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;

/**
 * Rows in the order they came, and counters without any.
 *
 * <pre>
 *   audit           number (8)             ->  row
 *   audit_by_time   second (8) ‖ number    ->  nothing
 *   audit_counters  hour as second (8) ‖ event  ->  count (8)
 * </pre>
 */
final class AuditRows {
    private AuditRows() {
    }

    static void append(WriteView view, AuditRow row) {
        long number = lastNumber(view) + 1;
        Octets encoded = encode(row);
        view.put(view.tables.audit, key -> key.putLong(number), encoded.length(), v -> v.put(encoded.asBuffer()));
        view.putKey(view.tables.auditByTime, key -> key.putLong(row.at().getEpochSecond()).putLong(number));
    }

    private static long lastNumber(ReadView view) {
        try (Cursor<ByteBuffer> cursor = view.tables.audit.openCursor(view.txn)) {
            return cursor.last() ? cursor.key().getLong() : 0;
        }
    }

    static void count(WriteView view, AuditEvent event, Instant hour, long amount) {
        Octets key = Octets.concat(second(hour), Octets.utf8(event.text()));
        long before = view.find(view.tables.auditCounters, k -> k.put(key.asBuffer())).map(ByteBuffer::getLong).orElse(0L);
        view.put(view.tables.auditCounters, k -> k.put(key.asBuffer()), Long.BYTES, v -> v.putLong(before + amount));
    }

    /** Sets the counter. */
    static void put(WriteView view, AuditCounter counter) {
        Octets key = Octets.concat(second(counter.hour()), Octets.utf8(counter.event().text()));
        view.put(view.tables.auditCounters, k -> k.put(key.asBuffer()), Long.BYTES, v -> v.putLong(counter.count()));
    }

    /** Newest first. */
    static List<AuditRow> tail(ReadView view, Optional<AuditEvent> event, int limit) {
        List<AuditRow> rows = new ArrayList<>();
        backwards(view, view.tables.audit, (key, value) -> {
            AuditRow row = decode(value);
            if (rows.size() < limit && event.map(e -> e == row.event()).orElse(true)) {
                rows.add(row);
            }
            return rows.size() < limit;
        });
        return rows;
    }

    /** Latest hour first. */
    static List<AuditCounter> counters(ReadView view, Optional<AuditEvent> event, int limit) {
        List<AuditCounter> counters = new ArrayList<>();
        backwards(view, view.tables.auditCounters, (key, value) -> {
            AuditCounter counter = counter(key, value.getLong());
            if (counters.size() < limit && event.map(e -> e == counter.event()).orElse(true)) {
                counters.add(counter);
            }
            return counters.size() < limit;
        });
        return counters;
    }

    /** Deletes up to {@code limit} rows and counters from before that time. */
    static int prune(WriteView view, Instant before, int limit) {
        List<Octets> rows = keysBefore(view, view.tables.auditByTime, before, limit);
        for (Octets key : rows) {
            view.delete(view.tables.audit, k -> k.put(key.slice(8, key.length()).asBuffer()));
            view.delete(view.tables.auditByTime, k -> k.put(key.asBuffer()));
        }
        List<Octets> counters = keysBefore(view, view.tables.auditCounters, before, limit - rows.size());
        counters.forEach(key -> view.delete(view.tables.auditCounters, k -> k.put(key.asBuffer())));
        return rows.size() + counters.size();
    }

    private static List<Octets> keysBefore(ReadView view, Dbi<ByteBuffer> table, Instant before, int limit) {
        List<Octets> keys = new ArrayList<>();
        view.scan(table, key -> key.putLong(0), (key, value) -> keys.size() < limit
                && Instant.ofEpochSecond(key.getLong(key.position())).isBefore(before) && keys.add(Octets.of(key)));
        return keys;
    }

    private static void backwards(ReadView view, Dbi<ByteBuffer> table, ReadView.Visitor visitor) {
        try (Cursor<ByteBuffer> cursor = table.openCursor(view.txn)) {
            boolean found = cursor.last();
            while (found && visitor.visit(cursor.key(), cursor.val())) {
                found = cursor.prev();
            }
        }
    }

    private static Octets second(Instant hour) {
        byte[] octets = new byte[Long.BYTES];
        ByteBuffer.wrap(octets).putLong(hour.truncatedTo(ChronoUnit.HOURS).getEpochSecond());
        return Octets.of(octets);
    }

    static AuditCounter counter(ByteBuffer key, long count) {
        Octets event = Octets.of(key.slice(key.position() + 8, key.remaining() - 8));
        return new AuditCounter(Instant.ofEpochSecond(key.getLong(key.position())),
                event.asUtf8().flatMap(AuditEvent::parse).orElseThrow(), count);
    }

    private static Octets encode(AuditRow row) {
        return new RowWriter().instant(row.at()).text(row.event().text())
                .optional(row.token().map(TokenHash::octets), RowWriter::octets)
                .optional(row.subject().map(Subject::text), RowWriter::text).optional(row.remote(), RowWriter::text)
                .optional(row.detail(), RowWriter::text).row();
    }

    static AuditRow decode(ByteBuffer row) {
        return RowReader.read(row, fields -> new AuditRow(fields.instant(),
                AuditEvent.parse(fields.text()).orElseThrow(IllegalArgumentException::new),
                fields.optional(RowReader::octets).map(TokenHash::new),
                fields.optional(RowReader::text).map(Subject::new), fields.optional(RowReader::text),
                fields.optional(RowReader::text)));
    }
}

package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.octets.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Values that a column may lack, and instants. Time stamps hold microseconds. */
final class Columns {
    private Columns() {
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<OffsetDateTime> time(Optional<Instant> instant) {
        return instant.map(Columns::time);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<Octets> optionalOctets(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(Octets::of);
    }
}

package dev.dnsmesh.adapters.storage.pg;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.postgresql.PGConnection;

/** An array as the driver sends it in binary form: of primitives, or of arrays of octets. */
final class SqlArray implements Argument {
    private final String type;
    private final Object array;

    private SqlArray(String type, Object array) {
        this.type = type;
        this.array = array;
    }

    static SqlArray octets(Collection<byte[]> values) {
        return new SqlArray("bytea", values.toArray(byte[][]::new));
    }

    static SqlArray texts(Collection<String> values) {
        return new SqlArray("text", values.toArray(String[]::new));
    }

    static SqlArray longs(Collection<Long> values) {
        return new SqlArray("int8", values.stream().mapToLong(Long::longValue).toArray());
    }

    static SqlArray ints(Collection<Integer> values) {
        return new SqlArray("int4", values.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
        statement.setArray(position, statement.getConnection().unwrap(PGConnection.class).createArrayOf(type, array));
    }

    @Override
    public String toString() {
        return type + "[]";
    }
}

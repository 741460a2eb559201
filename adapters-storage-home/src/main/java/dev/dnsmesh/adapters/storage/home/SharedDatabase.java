package dev.dnsmesh.adapters.storage.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/** One SQLite file that another client may have open too: WAL, a schema version in {@code user_version}. */
final class SharedDatabase implements AutoCloseable {
    /** The file was written by newer software. */
    static final class TooNew extends Exception {
        private static final long serialVersionUID = 1;

        TooNew(Path file, int version, int known) {
            super(file + " has schema version " + version + ", newer than " + known
                    + " which this program knows: use a newer dnsmesh");
        }
    }

    private final Connection connection;

    private SharedDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens or creates the file and brings it to {@code version}.
     *
     * @param migrations statements that are harmless on a file that has them already
     */
    static SharedDatabase open(Path file, int version, String... migrations) throws SQLException, TooNew, IOException {
        OwnerOnly.directory(file.getParent());
        Connection connection = connect(file);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 10000");
                int found = pragma(statement, "PRAGMA user_version");
                if (found > version) {
                    throw new TooNew(file, found, version);
                }
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                connection.setAutoCommit(false);
                for (String migration : migrations) {
                    statement.execute(migration);
                }
                if (found < version) {
                    statement.execute("PRAGMA user_version = " + version);
                }
                connection.commit();
            }
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                OwnerOnly.file(file.resolveSibling(file.getFileName() + suffix));
            }
            return new SharedDatabase(connection);
        } catch (SQLException | TooNew | IOException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Not through {@code DriverManager}, which would load every driver there is, and take a while for it. */
    private static Connection connect(Path file) throws SQLException {
        return JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
    }

    static boolean exists(Path file) {
        return Files.exists(file);
    }

    Connection connection() {
        return connection;
    }

    /** The table has the column. */
    static boolean hasColumn(Path file, String table, String column) throws SQLException {
        try (Connection c = connect(file); Statement s = c.createStatement();
             ResultSet rows = s.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (rows.next()) {
                if (rows.getString("name").equals(column)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static int pragma(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

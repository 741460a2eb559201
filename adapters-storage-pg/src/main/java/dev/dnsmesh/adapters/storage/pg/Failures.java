package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL and its driver report, in the terms of the ports. */
final class Failures {
    /** Damaged data or index; tables or columns that are not there although the schema's version says so. */
    private static final Set<String> CORRUPT = Set.of("XX001", "XX002", "42P01", "42703");
    private static final String READ_ONLY = "25006";
    private static final String COMPLETION_UNKNOWN = "40003";

    private Failures() {
    }

    /** What to throw instead; failures that are not the database's stay what they are. */
    static RuntimeException translate(RuntimeException failure) {
        return sql(failure).<RuntimeException>map(sql -> state(sql).map(CORRUPT::contains).orElse(false)
                ? new StorageCorrupt("PostgreSQL: " + line(sql), failure)
                : new StorageUnavailable("PostgreSQL: " + line(sql), failure)).orElse(failure);
    }

    /** The database refused one of the values, so that the same transaction without it may pass. */
    static boolean isOfValue(RuntimeException failure) {
        return state(failure).map(state -> state.startsWith("22") || state.startsWith("23") || state.startsWith("54"))
                .orElse(false);
    }

    /** Serialization failure or deadlock: the same again may pass. Nothing was committed. */
    static boolean isOfConcurrency(RuntimeException failure) {
        return state(failure).map(state -> state.startsWith("40") && !state.equals(COMPLETION_UNKNOWN)).orElse(false);
    }

    /** The connection leads to a server that is a standby by now. */
    static boolean isReadOnly(RuntimeException failure) {
        return state(failure).map(READ_ONLY::equals).orElse(false);
    }

    /** The connection broke, or the server ended it. */
    static boolean isOfConnection(RuntimeException failure) {
        return sql(failure).map(Failures::isUnreachable).orElse(false);
    }

    /** Nothing answers there, or what answers is starting or stopping. */
    static boolean isUnreachable(SQLException failure) {
        return state(failure).map(state -> state.startsWith("08") || state.startsWith("57P")).orElse(false);
    }

    /** Nothing came back in time. */
    static boolean isOfTime(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> state(RuntimeException failure) {
        return sql(failure).flatMap(Failures::state);
    }

    private static Optional<String> state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState());
    }

    /** The innermost one: pools wrap the driver's. */
    private static Optional<SQLException> sql(Throwable failure) {
        Optional<SQLException> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = Optional.of(sql);
            }
        }
        return found;
    }

    /** With what lies behind it where the driver says no more than that it failed. */
    private static String line(SQLException failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
        Throwable cause = failure.getCause();
        return cause == null || line.contains(String.valueOf(cause.getMessage())) ? line
                : line + " (" + cause.getClass().getSimpleName() + ": " + String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ")";
    }
}

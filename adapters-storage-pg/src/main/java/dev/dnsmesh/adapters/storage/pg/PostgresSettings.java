package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the node was told about its database.
 *
 * @param url               {@code jdbc:postgresql://...}, several hosts allowed
 * @param pool              connections for reading; one more writes and one listens
 * @param timeout           of one statement, of waiting for a lock or a connection
 * @param cacheOctets       of memory for answers
 * @param maxStale          how long cached answers are given without a connection that would tell of changes
 * @param synchronousCommit what a commit waits for
 */
record PostgresSettings(String url, String user, String password, int pool, Duration timeout, long cacheOctets,
                        Duration maxStale, String synchronousCommit) {
    static final String URL = "DMP_PG_URL";
    static final String USER = "DMP_PG_USER";
    static final String PASSWORD = "DMP_PG_PASSWORD";
    static final String POOL_SIZE = "DMP_PG_POOL_SIZE";
    static final String TIMEOUT = "DMP_PG_TIMEOUT_SECONDS";
    static final String CACHE = "DMP_PG_CACHE_MB";
    static final String MAX_STALE = "DMP_PG_MAX_STALE_SECONDS";
    static final String SYNCHRONOUS_COMMIT = "DMP_PG_SYNCHRONOUS_COMMIT";
    static final Set<String> NAMES =
            Set.of(URL, USER, PASSWORD, POOL_SIZE, TIMEOUT, CACHE, MAX_STALE, SYNCHRONOUS_COMMIT);

    static final String SCHEME = "jdbc:postgresql:";
    /** Without {@code off}: what is acknowledged is on disk. */
    private static final Set<String> COMMITS = Set.of("on", "remote_apply", "remote_write", "local");

    /** @throws StorageUnavailable with one line where a value is none */
    static PostgresSettings of(Map<String, String> values) {
        String url = values.getOrDefault(URL, "").strip();
        if (!url.startsWith(SCHEME)) {
            throw new StorageUnavailable(url.isEmpty() ? URL + " is not set: " + SCHEME + "//host/database"
                    : URL + " begins with " + SCHEME + "//");
        }
        String commit = values.getOrDefault(SYNCHRONOUS_COMMIT, "").strip().toLowerCase(Locale.ROOT);
        if (!commit.isEmpty() && !COMMITS.contains(commit)) {
            throw new StorageUnavailable(SYNCHRONOUS_COMMIT + " is on, remote_apply, remote_write or local, not " + commit);
        }
        PostgresUrl plain = PostgresUrl.of(url);
        if (!plain.isReadable()) {
            throw new StorageUnavailable(URL + " is no URL that the driver can read; it is like " + SCHEME + "//host:5432/database?options");
        }
        return new PostgresSettings(plain.text(), values.getOrDefault(USER, plain.user()), values.getOrDefault(PASSWORD, plain.password()),
                number(values, POOL_SIZE, 8, 1, 200), Duration.ofSeconds(number(values, TIMEOUT, 2, 1, 60)),
                (long) number(values, CACHE, 128, 1, 1 << 20) << 20,
                Duration.ofSeconds(number(values, MAX_STALE, 30, 0, 86_400)), commit.isEmpty() ? "on" : commit);
    }

    private static int number(Map<String, String> values, String name, int otherwise, int least, int most) {
        String text = values.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new StorageUnavailable(name + " is a whole number from " + least + " to " + most + ", not " + text);
        }
        return number;
    }

    /** Hands out what was set: a URL may name both too. */
    void credentials(Consumer<String> forUser, Consumer<String> forPassword) {
        if (!user.isEmpty()) {
            forUser.accept(user);
        }
        if (!password.isEmpty()) {
            forPassword.accept(password);
        }
    }

    /** For messages: without the options, which may hold a password. */
    String place() {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + place() + "]";
    }
}

package dev.dnsmesh.adapters.storage.pg;

import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.Terms;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WrappingTest {
    private static final String SECRET = "thirty-two octets, easy to find!";
    private static final Secret KEY = Secret.of(Sha256.of(Octets.utf8("wrapping key")));
    private static final Secret OTHER_KEY = Secret.of(Sha256.of(Octets.utf8("another")));
    private static final TsigKey ROW = new TsigKey(new TsigKeyName("k.example.org."), TsigAlgorithm.HMAC_SHA256,
            Secret.of(Octets.utf8(SECRET)), new TreeSet<>(Set.of(new ScopeSuffix("example.org"))), NOON, Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private final TestServer.Schema schema = TestServer.schema();

    @AfterEach
    void remove() {
        schema.close();
    }

    @Test
    void without_a_key_secrets_lie_plain_in_the_database() {
        store(Optional.empty());
        assertThat(table()).contains(SECRET);
    }

    @Test
    void with_a_key_no_secret_reaches_the_database_and_the_same_key_reads_it() {
        store(Optional.of(KEY));
        assertThat(table()).doesNotContain(SECRET).contains("k.example.org.");
        try (Storage storage = open(Optional.of(KEY))) {
            assertThat(storage.tsigKeys().find(ROW.name())).contains(ROW);
        }
    }

    @Test
    void a_wrapped_store_refuses_to_open_without_its_key_and_with_another() {
        store(Optional.of(KEY));
        assertThatThrownBy(() -> open(Optional.empty())).isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("DMP_SECRETS_KEY_FILE");
        assertThatThrownBy(() -> open(Optional.of(OTHER_KEY))).isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("another key").hasMessageContaining("DMP_SECRETS_KEY_FILE");
        try (Storage storage = open(Optional.of(KEY))) {
            assertThat(storage.tsigKeys().list(Optional.empty())).containsExactly(ROW);
        }
    }

    @Test
    void a_plain_store_is_wrapped_as_a_whole_when_it_is_first_opened_with_a_key() {
        store(Optional.empty());
        try (Storage storage = open(Optional.of(KEY))) {
            assertThat(storage.tsigKeys().find(ROW.name())).contains(ROW);
        }
        assertThatThrownBy(() -> open(Optional.empty())).isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void a_node_without_the_key_cannot_use_what_one_with_the_key_wraps_meanwhile() {
        try (Storage before = open(Optional.empty())) {
            before.tsigKeys().put(ROW, new Terms(NOON, Duration.ofDays(30)));
            open(Optional.of(KEY)).close();
            assertThatThrownBy(() -> before.tsigKeys().find(ROW.name())).isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("DMP_SECRETS_KEY_FILE");
        }
    }

    private void store(Optional<Secret> key) {
        try (Storage storage = open(key)) {
            storage.tsigKeys().put(ROW, new Terms(NOON, Duration.ofDays(30)));
        }
    }

    private Storage open(Optional<Secret> key) {
        return PostgresHarness.open(schema, key, new ManualTime(NOON));
    }

    /** What the server has stored in the table, as bytes in a text. */
    private String table() {
        try (Connection connection = schema.connect(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("SELECT name || ' ' || encode(secret, 'escape') FROM tsig_keys")) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

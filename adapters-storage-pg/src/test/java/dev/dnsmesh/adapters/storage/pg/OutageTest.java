package dev.dnsmesh.adapters.storage.pg;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.RrsetReader.Found;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away, stands still and comes back, under a node that goes on. */
class OutageTest {
    private static final long NOW = NOON.getEpochSecond();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MAX_STALE = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime(NOON);
    private final TestServer.Schema schema = TestServer.schema();
    private Cable cable;
    private Storage storage;
    private RrsetReader reader;

    @BeforeEach
    void open() {
        cable = new Cable(schema.port());
        storage = PostgresHarness.open(schema.through(cable.port()), Optional.empty(), time, PostgresSettings.TIMEOUT, "1",
                PostgresSettings.MAX_STALE, String.valueOf(MAX_STALE.toSeconds()));
        reader = storage.records().reader();
        storage.records().commit(batch(add(SLOT, "kept", 3600)));
        assertThat(reader.read(NameKey.of(SLOT), NOW, (value, life) -> { })).isEqualTo(Found.VALUES);
    }

    @AfterEach
    void close() {
        cable.mend();
        storage.close();
        cable.close();
        schema.close();
    }

    @Test
    void while_it_is_down_cached_names_are_answered_up_to_the_bound_and_nothing_else() {
        cable.cut();
        assertThat(Eventually.within(PATIENCE, this::refusesToWrite)).isTrue();
        assertThat(cached(SLOT)).isEqualTo(Found.VALUES);
        assertThatThrownBy(() -> reader.read(NameKey.of(OTHER), NOW, (value, life) -> { })).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> storage.records().count()).isInstanceOf(StorageUnavailable.class);
        time.advance(MAX_STALE.minusSeconds(1));
        assertThat(cached(SLOT)).isEqualTo(Found.VALUES);
        time.advance(Duration.ofSeconds(1));
        assertThat(cached(SLOT)).isEqualTo(Found.BUSY);
        assertThatThrownBy(() -> reader.read(NameKey.of(SLOT), NOW, (value, life) -> { })).isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void when_it_is_back_everything_goes_on_without_a_restart() {
        cable.cut();
        assertThat(Eventually.within(PATIENCE, this::refusesToWrite)).isTrue();
        cable.mend();
        assertThat(Eventually.within(PATIENCE, () -> !refusesToWrite())).isTrue();
        // what is read is kept once somebody tells of changes again; until then a reader may still be told that nobody is there
        assertThat(Eventually.within(PATIENCE, () -> values(SLOT) == 2 && cached(SLOT) == Found.VALUES)).isTrue();
        assertThat(texts(storage.records(), SLOT, NOON)).contains("kept", "probe");
    }

    @Test
    void what_others_wrote_meanwhile_is_answered_when_it_is_back() {
        cable.cut();
        assertThat(Eventually.within(PATIENCE, this::refusesToWrite)).isTrue();
        try (Storage other = PostgresHarness.open(schema, Optional.empty(), time)) {
            other.records().commit(batch(add(SLOT, "of another", 3600)));
        }
        cable.mend();
        assertThat(Eventually.within(PATIENCE, () -> values(SLOT) >= 2)).isTrue();
    }

    @Test
    void a_database_that_stands_still_is_given_up_in_time_and_cached_names_are_answered() {
        cable.hold();
        long before = System.nanoTime();
        assertThat(refusesToWrite()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        assertThat(cached(SLOT)).isEqualTo(Found.VALUES);
        assertThatThrownBy(() -> reader.read(NameKey.of(OTHER), NOW, (value, life) -> { })).isInstanceOf(StorageUnavailable.class);
        cable.cut();
        cable.mend();
        assertThat(Eventually.within(PATIENCE, () -> !refusesToWrite())).isTrue();
    }

    @Test
    void a_lost_listening_connection_alone_is_made_again_and_the_cache_starts_anew() {
        schema.cutListeners();
        assertThat(refusesToWrite()).as("the other connections are there").isFalse();
        try (Storage other = PostgresHarness.open(schema, Optional.empty(), time)) {
            other.records().commit(batch(add(SLOT, "while nobody listened", 3600)));
            assertThat(Eventually.within(PATIENCE, () -> values(SLOT) == 3)).isTrue();
        }
    }

    @Test
    void a_commit_that_ends_after_it_was_given_up_is_answered_all_the_same() throws SQLException {
        // as where a commit waits for a standby
        schema.execute("CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS"
                + " 'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END';"
                + " CREATE CONSTRAINT TRIGGER hold AFTER INSERT ON records DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold()");
        try (Connection held = schema.connect(); Statement statement = held.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            assertThatThrownBy(() -> storage.records().commit(batch(add(OTHER, "late", 3600)))).isInstanceOf(StorageUnavailable.class);
            assertThat(Eventually.within(PATIENCE, () -> values(OTHER) == 0 && cached(OTHER) == Found.NOTHING)).isTrue();
            statement.execute("SELECT pg_advisory_unlock(4711)");
            assertThat(Eventually.within(PATIENCE, () -> values(OTHER) == 1)).isTrue();
        } finally {
            schema.execute("DROP TRIGGER hold ON records; DROP FUNCTION hold()");
        }
    }

    private Found cached(OwnerName name) {
        return reader.tryRead(NameKey.of(name), NOW, (value, life) -> { });
    }

    private int values(OwnerName name) {
        int[] seen = {0};
        try {
            reader.read(NameKey.of(name), NOW, (value, life) -> seen[0]++);
        } catch (StorageUnavailable later) {
            return 0;
        }
        return seen[0];
    }

    private boolean refusesToWrite() {
        try {
            storage.records().commit(batch(add(SLOT, "probe", 3600)));
            return false;
        } catch (StorageUnavailable expected) {
            return true;
        }
    }
}

package dev.dnsmesh.adapters.storage.pg;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import dev.dnsmesh.domain.update.Watermark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresStorageTest {
    /** A label longer than there may be, which the platform refuses without asking anybody. */
    private static final String NO_HOST = "x".repeat(64) + ".invalid";

    private static final String URL = "jdbc:postgresql://localhost/x";

    @Test
    void the_adapter_is_found_by_its_id() {
        assertThat(ServiceLoader.load(StorageAdapter.class)).extracting(StorageAdapter::id).contains("postgres");
        assertThat(new PostgresStorageAdapter().settingNames()).contains("DMP_PG_URL", "DMP_PG_USER", "DMP_PG_PASSWORD");
    }

    @Test
    void settings_that_are_none_are_refused_by_name() {
        refused("DMP_PG_URL", "mysql://localhost/x");
        refused("DMP_PG_URL", "jdbc:postgresql://localhost:port/x");
        refused("DMP_PG_POOL_SIZE", "0");
        refused("DMP_PG_TIMEOUT_SECONDS", "1.5");
        refused("DMP_PG_CACHE_MB", "-1");
        refused("DMP_PG_MAX_STALE_SECONDS", "x");
        refused("DMP_PG_SYNCHRONOUS_COMMIT", "off");
    }

    private static void refused(String name, String value) {
        Map<String, String> values = new java.util.HashMap<>(Map.of(PostgresSettings.URL, URL));
        values.put(name, value);
        assertThatThrownBy(() -> PostgresSettings.of(values)).isInstanceOf(StorageUnavailable.class).hasMessageContaining(name);
    }

    @Test
    void passwords_are_not_printed() {
        assertThat(PostgresSettings.of(Map.of(PostgresSettings.URL, URL + "?password=hush", PostgresSettings.PASSWORD, "hush")).toString())
                .doesNotContain("hush");
    }

    @Test
    void user_and_password_may_stand_before_the_host() {
        PostgresSettings both = PostgresSettings.of(Map.of(PostgresSettings.URL, "jdbc:postgresql://app:a%40b+c:d@one,two:5433/x?targetServerType=primary"));
        assertThat(both.url()).isEqualTo("jdbc:postgresql://one,two:5433/x?targetServerType=primary");
        assertThat(both.user()).isEqualTo("app");
        assertThat(both.password()).isEqualTo("a@b+c:d");
        assertThat(PostgresSettings.of(Map.of(PostgresSettings.URL, "jdbc:postgresql://app@one/x?password=a@b/c", PostgresSettings.USER, "other")))
                .returns("other", PostgresSettings::user).returns("jdbc:postgresql://one/x?password=a@b/c", PostgresSettings::url);
    }

    @Test
    void a_host_that_is_none_is_named() {
        assertThatThrownBy(() -> new PostgresStorageAdapter().openAlone("//" + NO_HOST + "/x", StorageAdapter.CopyRole.TARGET,
                new StorageSettings(Path.of("."), Map.of(PostgresSettings.TIMEOUT, "1"), new SecretWrap.Plain(), new ManualTime(NOON), new SeededRandom(1), new CountingMeter())))
                .isInstanceOf(StorageUnavailable.class).hasMessageContaining(NO_HOST);
    }

    @Test
    void a_database_of_a_newer_version_is_refused_and_left_alone() {
        TestServer.Schema schema = TestServer.newSchema();
        PostgresHarness.open(schema, Optional.empty(), new ManualTime(NOON)).close();
        schema.execute("INSERT INTO schema_history SELECT installed_rank + 1, '999', description, type, 'V999__later.sql', checksum,"
                + " installed_by, installed_on, execution_time, success FROM schema_history ORDER BY installed_rank DESC LIMIT 1");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> PostgresHarness.open(schema, Optional.empty(), new ManualTime(NOON)))
                    .isInstanceOf(StorageCorrupt.class).hasMessageContaining("newer version").hasMessageContaining("schema 999");
        }
        schema.drop();
    }

    @Test
    void nodes_that_start_together_make_the_schema_once() throws Exception {
        TestServer.Schema schema = TestServer.newSchema();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Storage>> starting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starting.add(threads.submit(() -> PostgresHarness.open(schema, Optional.empty(), new ManualTime(NOON))));
            }
            List<Octets> instances = new ArrayList<>();
            for (Future<Storage> started : starting) {
                try (Storage storage = started.get()) {
                    instances.add(storage.records().instance());
                }
            }
            assertThat(instances).hasSize(3).containsOnly(instances.getFirst());
        }
        schema.drop();
    }

    @Test
    void a_batch_that_the_database_cannot_hold_does_not_touch_its_neighbours() throws Exception {
        try (PostgresHarness harness = new PostgresHarness(Optional.empty()); ExecutorService threads = Executors.newCachedThreadPool()) {
            Storage storage = harness.storage();
            List<Future<Commit>> commits = new ArrayList<>();
            List<Future<Commit>> broken = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String value = "v" + i;
                commits.add(threads.submit(() -> storage.records().commit(batch(add(SLOT, value)))));
                broken.add(threads.submit(() -> storage.records().commit(new UpdateBatch(List.of(), List.of(add(SLOT, value + "!")), Caps.NONE,
                        Optional.empty(), Optional.empty(), List.of(new Watermark("no zero in a text: \0", Octets.EMPTY)), NOON))));
            }
            for (Future<Commit> commit : commits) {
                assertThat(commit.get()).isInstanceOf(Commit.Done.class);
            }
            for (Future<Commit> commit : broken) {
                assertThatThrownBy(commit::get).cause().isInstanceOf(StorageUnavailable.class);
            }
            assertThat(storage.records().liveAt(SLOT, NOON)).hasSize(20);
            assertThat(storage.records().count()).isEqualTo(20);
        }
    }
}

package dev.dnsmesh.adapters.storage.pg;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.in.CopyStorage.Outcome;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter.CopyRole;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.application.usecase.transfer.CopyStorageUseCase;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.update.Caps;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresCopyTest {
    private final ManualTime time = new ManualTime(NOON);

    @Test
    void a_storage_goes_into_a_database_and_comes_back_the_same() {
        InMemoryStorage source = new InMemoryStorage(time, new SeededRandom(1));
        for (int i = 0; i < 700; i++) {
            source.records().commit(batch(add(OTHER, "value " + i)));
        }
        source.records().commit(Records.remembered(Records.replay(1, NOON.plusSeconds(9)), Caps.NONE, add(SLOT, "a")));
        source.audit().append(AuditRow.rejected(NOON, "192.0.2.1", "owner"));
        source.audit().count(AuditEvent.USED, NOON, 3);
        InMemoryStorage back = new InMemoryStorage(time, new SeededRandom(2));
        try (TestServer.Schema schema = TestServer.schema()) {
            Outcome.Copied there;
            try (Storage target = alone(schema, CopyRole.TARGET)) {
                there = (Outcome.Copied) copy(source, target);
                assertThat(target.records().count()).isEqualTo(701);
            }
            try (Storage again = alone(schema, CopyRole.SOURCE)) {
                Outcome.Copied here = (Outcome.Copied) copy(again, back);
                assertThat(here.tallies()).isEqualTo(there.tallies());
            }
            assertThat(back.records().liveAt(OTHER, NOON)).isEqualTo(source.records().liveAt(OTHER, NOON));
        }
    }

    @Test
    void a_copy_and_nodes_keep_out_of_each_others_way() {
        try (PostgresHarness node = new PostgresHarness(Optional.empty())) {
            assertThatThrownBy(() -> alone(node.schema(), CopyRole.SOURCE)).isInstanceOf(StorageUnavailable.class)
                    .hasMessage("a node uses this database, or another copy; stop it first");
            node.storage().close();
            try (Storage copying = alone(node.schema(), CopyRole.SOURCE)) {
                assertThat(copying.transfer().orElseThrow().note()).isEmpty();
                assertThatThrownBy(() -> node.oneMoreNode()).isInstanceOf(StorageUnavailable.class).hasMessageContaining("being copied");
                assertThatThrownBy(() -> alone(node.schema(), CopyRole.TARGET)).hasMessageContaining("another copy");
            }
            node.oneMoreNode().close();
        }
    }

    @Test
    void a_source_that_is_not_there_is_not_made() {
        TestServer.Schema schema = TestServer.newSchema();
        assertThatThrownBy(() -> alone(schema, CopyRole.SOURCE)).isInstanceOf(StorageUnavailable.class).hasMessage("no node has been in this database");
        schema.drop();
    }

    private static Outcome copy(Storage from, Storage to) {
        return new CopyStorageUseCase(from.transfer().orElseThrow(), to.transfer().orElseThrow()).copy((kind, rows) -> { });
    }

    private Storage alone(TestServer.Schema schema, CopyRole role) {
        Map<String, String> settings = schema.settings();
        return new PostgresStorageAdapter(true).openAlone(settings.get(PostgresSettings.URL).replaceFirst("^jdbc:", ""), role,
                new StorageSettings(Path.of("."), settings, new SecretWrap.Plain(), time, new SeededRandom(3), new CountingMeter()));
    }
}

package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link AuditLog}. */
public interface AuditLogContract extends StorageContract {
    TokenHash TOKEN = new TokenHash(Sha256.of(Octets.utf8("token")));
    AuditRow USED = AuditRow.used(NOON, TOKEN, Keys.subject("alice"), "192.0.2.1");

    @Test
    default void rows_are_shown_newest_first_as_they_were_appended() {
        try (StorageHarness storage = newStorage()) {
            AuditLog audit = storage.storage().audit();
            List<AuditRow> rows = List.of(USED, AuditRow.rejected(NOON, "192.0.2.2", "owner"),
                    AuditRow.throttled(NOON, TOKEN, Keys.subject("bob"), "2001:db8::1"),
                    AuditRow.issued(NOON.minusSeconds(9), TOKEN, Keys.subject("alice"), Optional.empty(), "by hand"));
            rows.forEach(audit::append);
            assertThat(audit.tail(Optional.empty(), 10)).containsExactlyElementsOf(rows.reversed());
            assertThat(audit.tail(Optional.empty(), 2)).containsExactlyElementsOf(rows.reversed().subList(0, 2));
            assertThat(audit.tail(Optional.of(AuditEvent.USED), 10)).containsExactly(USED);
            assertThat(audit.tail(Optional.of(AuditEvent.REVOKED), 10)).isEmpty();
        }
    }

    @Test
    default void counts_add_up_by_hour_and_event() {
        try (StorageHarness storage = newStorage()) {
            AuditLog audit = storage.storage().audit();
            audit.count(AuditEvent.USED, NOON.plusSeconds(5), 2);
            audit.count(AuditEvent.USED, NOON.plusSeconds(3599), 3);
            audit.count(AuditEvent.REJECTED, NOON, 1);
            audit.count(AuditEvent.USED, NOON.plusSeconds(3600), 7);
            assertThat(audit.counters(Optional.of(AuditEvent.USED), 10)).containsExactly(
                    new AuditCounter(NOON.plusSeconds(3600), AuditEvent.USED, 7), new AuditCounter(NOON, AuditEvent.USED, 5));
            assertThat(audit.counters(Optional.empty(), 10)).hasSize(3)
                    .first().isEqualTo(new AuditCounter(NOON.plusSeconds(3600), AuditEvent.USED, 7));
            assertThat(audit.counters(Optional.empty(), 1)).hasSize(1);
            assertThat(audit.tail(Optional.empty(), 10)).isEmpty();
        }
    }

    @Test
    default void what_is_old_can_be_pruned() {
        try (StorageHarness storage = newStorage()) {
            AuditLog audit = storage.storage().audit();
            for (int day = 0; day < 4; day++) {
                audit.append(AuditRow.used(NOON.plus(Duration.ofDays(day)), TOKEN, Keys.subject("alice"), "192.0.2.1"));
                audit.count(AuditEvent.USED, NOON.plus(Duration.ofDays(day)), 1);
            }
            assertThat(audit.prune(NOON, 10)).isZero();
            assertThat(audit.prune(NOON.plus(Duration.ofDays(3)), 4)).isEqualTo(4);
            assertThat(audit.prune(NOON.plus(Duration.ofDays(3)), 4)).isEqualTo(2);
            assertThat(audit.tail(Optional.empty(), 10)).extracting(AuditRow::at).containsExactly(NOON.plus(Duration.ofDays(3)));
            assertThat(audit.counters(Optional.empty(), 10)).hasSize(1);
            audit.append(USED);
            assertThat(audit.tail(Optional.empty(), 1)).containsExactly(USED);
        }
    }

    @Test
    default void no_row_and_no_count_gets_lost_between_threads() {
        try (StorageHarness storage = newStorage()) {
            AuditLog audit = storage.storage().audit();
            List<Callable<Boolean>> runners = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runners.add(() -> {
                    IntStream.range(0, 500).forEach(n -> {
                        audit.append(USED);
                        audit.count(AuditEvent.REJECTED, NOON, 2);
                    });
                    return true;
                });
            }
            Race.run(runners);
            assertThat(audit.tail(Optional.empty(), 10_000)).hasSize(2_000);
            assertThat(audit.counters(Optional.empty(), 10)).containsExactly(new AuditCounter(NOON, AuditEvent.REJECTED, 4_000));
        }
    }

    @Test
    default void rows_of_credentials_are_as_durable_as_the_credentials() {
        try (StorageHarness storage = newStorage()) {
            Keys.minted(storage.storage(), "alice", 1);
            storage.reopenIfDurable();
            assertThat(storage.storage().audit().tail(Optional.empty(), 10)).extracting(AuditRow::event)
                    .containsExactly(AuditEvent.TSIG_ISSUED);
        }
    }
}

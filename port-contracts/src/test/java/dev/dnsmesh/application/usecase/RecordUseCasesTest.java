package dev.dnsmesh.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.DeleteRecords;
import dev.dnsmesh.application.port.in.DeleteRecords.Which;
import dev.dnsmesh.application.port.in.PublishRecord;
import dev.dnsmesh.application.port.in.PublishRecord.Outcome;
import dev.dnsmesh.application.port.in.PublishRecord.Publication;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordUseCasesTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String NAME = "dmp.alice.mesh.example";
    private static final OwnerName OWNER = new OwnerName(NAME);

    private final ManualTime time = new ManualTime(NOON);
    private final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));
    private final ReadRecordsUseCase reading = new ReadRecordsUseCase(storage.records(), time);
    private final DeleteRecordsUseCase deleting = new DeleteRecordsUseCase(storage.records(), time);

    @Test
    void what_was_published_is_read_under_any_spelling_of_the_name() {
        assertThat(publish("Dmp.Alice.Mesh.Example.", "one")).isEqualTo(new Outcome.Stored(OWNER));
        assertThat(reading.read(NAME)).containsExactly("one");
        assertThat(reading.read(" DMP.alice.mesh.example.. ")).containsExactly("one");
        assertThat(reading.read("no name at all")).isEmpty();
    }

    @Test
    void values_come_oldest_first_and_go_when_they_expire() {
        publish(NAME, "one");
        time.advance(Duration.ofSeconds(10));
        publish(NAME, "zwölf");
        time.advance(Duration.ofSeconds(10));
        publish(NAME, "one");
        assertThat(reading.read(NAME)).containsExactly("zwölf", "one");
        time.advance(Duration.ofSeconds(50));
        assertThat(reading.read(NAME)).containsExactly("one");
        time.advance(Duration.ofSeconds(10));
        assertThat(reading.read(NAME)).isEmpty();
    }

    @Test
    void the_checks_come_in_their_order() {
        PublishRecord narrow = publishing(new PublishRecordUseCase.Limits(100, 5, 1));
        assertThat(narrow.publish(new Publication("*", "\u0001long text", 101))).isEqualTo(new Outcome.TtlTooLong(100));
        assertThat(narrow.publish(new Publication("*", "\u0001long text", 100))).isEqualTo(new Outcome.ValueTooLong(5));
        assertThat(narrow.publish(new Publication("*", "\u0001", 100))).isEqualTo(new Outcome.InvalidName());
        assertThat(narrow.publish(new Publication(NAME, "\u0001", 100))).isEqualTo(new Outcome.InvalidValue());
        assertThat(narrow.publish(new Publication(NAME, "a", 100))).isEqualTo(new Outcome.Stored(OWNER));
        assertThat(narrow.publish(new Publication(NAME, "\u0001", 100))).isEqualTo(new Outcome.NameFull(1));
        assertThat(narrow.publish(new Publication(NAME, "b", 100))).isEqualTo(new Outcome.NameFull(1));
        assertThat(narrow.publish(new Publication(NAME, "a", 100))).isEqualTo(new Outcome.Stored(OWNER));
    }

    @Test
    void a_value_is_measured_in_octets() {
        PublishRecord narrow = publishing(new PublishRecordUseCase.Limits(100, 4, 0));
        assertThat(narrow.publish(new Publication(NAME, "ää", 1))).isInstanceOf(Outcome.Stored.class);
        assertThat(narrow.publish(new Publication(NAME, "ääa", 1))).isEqualTo(new Outcome.ValueTooLong(4));
    }

    @Test
    void a_limit_of_zero_is_none() {
        PublishRecord free = publishing(new PublishRecordUseCase.Limits(0, 0, 0));
        for (int i = 0; i < 70; i++) {
            assertThat(free.publish(new Publication(NAME, "x".repeat(500) + i, Long.MAX_VALUE))).isInstanceOf(Outcome.Stored.class);
        }
    }

    @Test
    void an_rrset_that_no_answer_could_carry_is_refused() {
        PublishRecord free = publishing(new PublishRecordUseCase.Limits(0, 0, 0));
        assertThat(free.publish(new Publication(NAME, "x".repeat(65_000), 60))).isEqualTo(new Outcome.AnswerFull());
    }

    @Test
    void values_that_no_record_has_are_refused() {
        for (String value : new String[] {"", "a\"b", "a\nb", "\u0000", "\u007f", "\ud800", "a\udc00b"}) {
            assertThat(publish(NAME, value)).isEqualTo(new Outcome.InvalidValue());
            assertThat(deleting.delete(OWNER, new Which.One(value))).isEqualTo(new DeleteRecords.Outcome.InvalidValue());
        }
        assertThat(publish(NAME, "\\ ünï \ud83d\ude00")).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void one_value_or_all_of_them_are_deleted() {
        publish(NAME, "one");
        publish(NAME, "two");
        publish(NAME, "three");
        assertThat(deleting.delete(OWNER, new Which.One("two"))).isEqualTo(new DeleteRecords.Outcome.Deleted());
        assertThat(reading.read(NAME)).containsExactlyInAnyOrder("one", "three");
        assertThat(deleting.delete(OWNER, new Which.One("two"))).isEqualTo(new DeleteRecords.Outcome.NothingThere());
        assertThat(deleting.delete(OWNER, new Which.All())).isEqualTo(new DeleteRecords.Outcome.Deleted());
        assertThat(deleting.delete(OWNER, new Which.All())).isEqualTo(new DeleteRecords.Outcome.NothingThere());
    }

    @Test
    void expired_rows_count_as_deleted() {
        publish(NAME, "one");
        time.advance(Duration.ofMinutes(2));
        assertThat(deleting.delete(OWNER, new Which.All())).isEqualTo(new DeleteRecords.Outcome.Deleted());
    }

    @Test
    void a_store_that_cannot_write_refuses() {
        storage.close();
        assertThat(publish(NAME, "one")).isEqualTo(new Outcome.StoreRefused());
        assertThat(deleting.delete(OWNER, new Which.All())).isEqualTo(new DeleteRecords.Outcome.StoreRefused());
    }

    private Outcome publish(String name, String value) {
        return publishing(PublishRecordUseCase.Limits.USUAL).publish(new Publication(name, value, 60));
    }

    private PublishRecord publishing(PublishRecordUseCase.Limits limits) {
        return new PublishRecordUseCase(storage.records(), limits, time);
    }
}

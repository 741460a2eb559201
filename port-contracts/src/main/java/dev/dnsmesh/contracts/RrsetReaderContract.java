package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static dev.dnsmesh.contracts.Records.OTHER;
import static dev.dnsmesh.contracts.Records.SLOT;
import static dev.dnsmesh.contracts.Records.add;
import static dev.dnsmesh.contracts.Records.batch;
import static dev.dnsmesh.contracts.Records.batchAt;
import static dev.dnsmesh.contracts.Records.deleteAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.application.port.out.RrsetReader.Found;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link RrsetReader}: what is at a name, or below it, as a question asks for it. */
public interface RrsetReaderContract extends StorageContract {
    /** Unix seconds of {@link Records#NOON}. */
    long NOW = NOON.getEpochSecond();

    @Test
    default void live_values_are_visited_with_the_life_they_have_left() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            storage.records().commit(batch(add(SLOT, "a", 10), add(SLOT, "b", 60), add(OTHER, "c", 60)));
            assertThat(read(reader, NameKey.of(SLOT), NOW + 3)).containsExactlyInAnyOrder("VALUES", "a:7", "b:57");
            assertThat(read(reader, NameKey.of(SLOT), NOW + 9)).containsExactlyInAnyOrder("VALUES", "a:1", "b:51");
            assertThat(read(reader, NameKey.of(SLOT), NOW + 10)).containsExactlyInAnyOrder("VALUES", "b:50");
            assertThat(read(reader, NameKey.of(SLOT), NOW + 60)).containsExactly("NOTHING");
        }
    }

    @Test
    default void an_ancestor_of_what_lives_has_only_something_below() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            storage.records().commit(batch(add(new OwnerName("c.b.a.org"), "x", 10), add(new OwnerName("ba.org"), "x", 60)));
            for (String above : new String[] {"b.a.org", "a.org", "org"}) {
                assertThat(read(reader, key(above), NOW)).as(above).containsExactly("ONLY_BELOW");
            }
            for (String absent : new String[] {"x.c.b.a.org", "c.a.org", "b-b.a.org", "b.org", "or", "orgs", "c", "-b.a.org"}) {
                assertThat(read(reader, key(absent), NOW)).as(absent).containsExactly("NOTHING");
            }
            assertThat(read(reader, new NameKey(), NOW)).as("the root").containsExactly("ONLY_BELOW");
            assertThat(read(reader, key("a.org"), NOW + 10)).containsExactly("NOTHING");
            assertThat(read(reader, key("org"), NOW + 10)).containsExactly("ONLY_BELOW");
        }
    }

    @Test
    default void values_hide_what_is_below_until_they_are_gone() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            storage.records().commit(batch(add(new OwnerName("a.org"), "here", 10), add(new OwnerName("b.a.org"), "below", 20)));
            assertThat(read(reader, key("a.org"), NOW)).containsExactly("VALUES", "here:10");
            assertThat(read(reader, key("a.org"), NOW + 10)).containsExactly("ONLY_BELOW");
            assertThat(read(reader, key("a.org"), NOW + 20)).containsExactly("NOTHING");
        }
    }

    @Test
    default void what_takes_the_place_of_something_expired_is_seen_from_above() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            OwnerName below = new OwnerName("b.a.org");
            storage.records().commit(batch(add(below, "old", 10)));
            assertThat(read(reader, key("a.org"), NOW + 10)).containsExactly("NOTHING");
            storage.records().commit(batchAt(NOON.plusSeconds(10), deleteAll(below), add(below, "new", 60)));
            assertThat(read(reader, key("a.org"), NOW + 10)).containsExactly("ONLY_BELOW");
        }
    }

    @Test
    default void a_question_may_be_in_any_letter_case_and_hold_any_octets() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            storage.records().commit(batch(add(new OwnerName("a.org"), "x"), add(new OwnerName("b.c.org"), "y")));
            assertThat(read(reader, wire("\1A\3oRg\0"), NOW)).containsExactly("VALUES", "x:60");
            assertThat(read(reader, wire("\1\0\3org\0"), NOW)).containsExactly("NOTHING");
            assertThat(read(reader, wire("\5a\0org\3org\0"), NOW)).containsExactly("NOTHING");
            assertThat(read(reader, wire("\3b.c\3org\0"), NOW)).containsExactly("NOTHING");
            assertThat(read(reader, wire("\1*\3org\0"), NOW)).containsExactly("NOTHING");
            assertThat(read(reader, wire("\1\u00ff\3org\0"), NOW)).containsExactly("NOTHING");
            String label = "\77" + "\u00ff".repeat(63);
            assertThat(read(reader, wire(label + label + label + "\75" + "z".repeat(61) + "\0"), NOW)).containsExactly("NOTHING");
        }
    }

    private static NameKey wire(String octets) {
        return new NameKey().setWire(octets.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    private static NameKey key(String name) {
        return NameKey.of(new OwnerName(name));
    }

    @Test
    default void octets_arrive_as_they_were_stored_however_many() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            byte[] octets = new byte[60_000];
            IntStream.range(0, octets.length).forEach(i -> octets[i] = (byte) (i * 31));
            List<TxtValue> values = new ArrayList<>();
            values.add(new TxtValue(Octets.EMPTY));
            values.add(new TxtValue(Octets.of(octets)));
            IntStream.range(0, 64).forEach(i -> values.add(TxtValue.of(i + "x".repeat(2048))));
            storage.records().commit(batch(values.stream().map(
                    v -> (Change) new Change.Add(SLOT, v, new TimeToLive(60), Change.WhenFull.REFUSE)).toArray(Change[]::new)));
            List<TxtValue> seen = new ArrayList<>();
            reader.read(NameKey.of(SLOT), NOW, (value, remaining) -> seen.add(new TxtValue(Octets.of(value))));
            assertThat(seen).containsExactlyInAnyOrderElementsOf(values);
        }
    }

    @Test
    default void a_reader_sees_what_was_committed_before_it_reads() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            for (int i = 0; i < 20; i++) {
                storage.records().commit(batch(deleteAll(SLOT), add(SLOT, "v" + i)));
                assertThat(read(reader, NameKey.of(SLOT), NOW)).containsExactly("VALUES", "v" + i + ":60");
            }
        }
    }

    @Test
    default void a_visitor_may_stop_a_read_by_throwing_and_read_again() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            storage.records().commit(batch(add(SLOT, "a"), add(SLOT, "b")));
            assertThatThrownBy(() -> reader.read(NameKey.of(SLOT), NOW, (value, remaining) -> {
                throw new IllegalStateException("no room");
            })).isInstanceOf(IllegalStateException.class);
            assertThat(read(reader, NameKey.of(SLOT), NOW)).hasSize(3);
        }
    }

    @Test
    default void an_answer_is_at_hand_exactly_when_promised() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            int busy = 0;
            for (int i = 0; i < 16; i++) {
                OwnerName name = new OwnerName("n" + i + ".example.org");
                storage.records().commit(batch(add(name, "x")));
                storage.reopenIfDurable();
                try (RrsetReader fresh = storage.records().reader()) {
                    AtomicInteger visited = new AtomicInteger();
                    Found found = fresh.tryRead(NameKey.of(name), NOW, (value, remaining) -> visited.incrementAndGet());
                    assertThat(visited.get()).isEqualTo(found == Found.VALUES ? 1 : 0);
                    busy += found == Found.BUSY ? 1 : 0;
                }
            }
            assertThat(busy > 0).isEqualTo(storage.withholds().contains(Guarantee.AT_HAND));
        }
    }

    @Test
    default void very_many_expired_rows_hide_nothing() {
        try (StorageHarness storage = newStorage(); RrsetReader reader = storage.records().reader()) {
            List<Change> changes = new ArrayList<>();
            IntStream.range(0, 1_000).forEach(i -> changes.add(add(new OwnerName("n" + i + ".example.org"), "v", 10)));
            changes.add(add(new OwnerName("zz.example.org"), "v", 60));
            storage.records().commit(batch(changes.toArray(Change[]::new)));
            assertThat(read(reader, key("example.org"), NOW + 10)).containsExactly("ONLY_BELOW");
            assertThat(read(reader, key("example.org"), NOW + 60)).containsExactly("NOTHING");
            Found quick = reader.tryRead(key("example.org"), NOW + 10, (value, remaining) -> { });
            assertThat(quick).isIn(Found.ONLY_BELOW, Found.BUSY);
        }
    }

    @Test
    default void readers_in_many_threads_see_whole_batches_until_the_storage_closes() {
        StorageHarness storage = newStorage();
        storage.records().commit(batch(add(SLOT, "a0"), add(SLOT, "b0")));
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RrsetReader reader = storage.records().reader();
            runners.add(() -> tornReads(reader));
        }
        runners.add(() -> {
            for (int i = 1; i < 200; i++) {
                storage.records().commit(batch(deleteAll(SLOT), add(SLOT, "a" + i), add(SLOT, "b" + i)));
            }
            storage.close();
            return 0;
        });
        assertThat(Race.run(runners)).containsOnly(0);
    }

    /** Reads until it is told that the storage is closed. */
    private static int tornReads(RrsetReader reader) {
        NameKey name = NameKey.of(SLOT);
        int torn = 0;
        try (reader) {
            while (true) {
                List<String> seen = new ArrayList<>();
                reader.read(name, NOW, (value, remaining) -> seen.add(Octets.of(value).asUtf8().orElseThrow().substring(1)));
                torn += seen.size() == 2 && seen.get(0).equals(seen.get(1)) ? 0 : 1;
            }
        } catch (StorageUnavailable closed) {
            return torn;
        }
    }

    @Test
    default void readers_come_and_go_without_end() {
        try (StorageHarness storage = newStorage()) {
            storage.records().commit(batch(add(SLOT, "a")));
            for (int i = 0; i < 1_000; i++) {
                try (RrsetReader reader = storage.records().reader()) {
                    assertThat(reader.read(NameKey.of(SLOT), NOW, (value, remaining) -> { })).isEqualTo(Found.VALUES);
                }
            }
        }
    }

    /** What was found, then each value and its remaining seconds; through both ways in, which must agree. */
    private static List<String> read(RrsetReader reader, NameKey name, long now) {
        List<String> blocking = new ArrayList<>();
        Found found = reader.read(name, now, (value, remaining) ->
                blocking.add(Octets.of(value).asUtf8().orElseThrow() + ":" + remaining));
        assertThat(found).isNotEqualTo(Found.BUSY);
        List<String> quick = new ArrayList<>();
        Found quickly = reader.tryRead(name, now, (value, remaining) ->
                quick.add(Octets.of(value).asUtf8().orElseThrow() + ":" + remaining));
        if (quickly == Found.BUSY) {
            assertThat(quick).isEmpty();
        } else {
            assertThat(quickly).isEqualTo(found);
            assertThat(quick).containsExactlyInAnyOrderElementsOf(blocking);
        }
        blocking.addFirst(found.name());
        return blocking;
    }
}

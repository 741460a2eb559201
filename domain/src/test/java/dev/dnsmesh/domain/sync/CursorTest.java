package dev.dnsmesh.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final String HASH = "ab".repeat(32);

    @Property
    void a_cursor_reads_back_as_written(@ForAll @LongRange(max = Long.MAX_VALUE) long millis, @ForAll("names") String name,
                                        @ForAll boolean hashed) {
        Cursor cursor = new Cursor(millis, name, hashed ? HASH : "");
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Property
    void names_are_ordered_by_their_utf8(@ForAll("names") String one, @ForAll("names") String other) {
        int byOctets = Octets.utf8(one).compareTo(Octets.utf8(other));
        assertThat(Integer.signum(new Cursor(1, one, "").compareTo(new Cursor(1, other, ""))))
                .isEqualTo(Integer.signum(byOctets));
    }

    @Test
    void since_stands_behind_every_row_of_its_millisecond() {
        Cursor since = Cursor.since(5);
        assertThat(since.text()).isEqualTo("5:~:");
        assertThat(Cursor.parse("5:~:")).contains(since);
        assertThat(since).isGreaterThan(new Cursor(5, "z".repeat(63), HASH)).isLessThan(new Cursor(6, "", ""));
    }

    @Test
    void a_page_tells_whether_more_follows_and_where() {
        List<DigestEntry> rows = List.of(row("c", 2), row("b", 1), row("a", 2));
        DigestPage first = DigestPage.after(Cursor.BEGINNING, rows, 2);
        assertThat(first.rows()).containsExactly(row("b", 1), row("a", 2));
        assertThat(first.hasMore()).isTrue();
        assertThat(first.next()).isEqualTo(row("a", 2).position());

        DigestPage second = DigestPage.after(first.next(), rows, 2);
        assertThat(second.rows()).containsExactly(row("c", 2));
        assertThat(second.hasMore()).isFalse();

        DigestPage third = DigestPage.after(second.next(), rows, 2);
        assertThat(third.rows()).isEmpty();
        assertThat(third.next()).isEqualTo(second.next());
    }

    @Test
    void an_empty_page_for_since_gives_back_a_cursor_that_is_read() {
        Cursor next = DigestPage.after(Cursor.since(7), List.of(row("a", 7)), 10).next();
        assertThat(Cursor.parse(next.text())).contains(next);
    }

    private static DigestEntry row(String name, long millis) {
        return new DigestEntry(name, Sha256.of(Octets.utf8(name)).hex(), millis, 60);
    }

    @Provide
    Arbitrary<String> names() {
        // whole characters of one to four octets, no halves of pairs, which have no UTF-8
        return Arbitraries.of("a", "b", "A", ".", "-", "~", "\u00e5", "\u6c34", "\uffee", "\ud83c\udf0a")
                .list().ofMaxSize(40).map(characters -> String.join("", characters));
    }
}

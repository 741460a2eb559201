package dev.dnsmesh.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SubjectTest {
    @Property
    void canonicalising_twice_changes_nothing(@ForAll("typed") String typed) {
        Subject.canonical(typed).ifPresent(subject -> {
            assertThat(Subject.canonical(subject.text())).contains(subject);
            assertThat(subject.local() + "@" + subject.domain()).isEqualTo(subject.text());
        });
    }

    @Property
    void no_text_at_all_makes_it_throw(@ForAll String typed) {
        Subject.canonical(typed).ifPresent(subject -> assertThat(subject.text()).isLowerCase().doesNotContain("..", " "));
    }

    @Provide
    Arbitrary<String> typed() {
        Arbitrary<String> part = Arbitraries.strings().withChars("aZ9._+-Kａ①\u2024\u00a0 ").ofMinLength(1).ofMaxLength(8);
        Arbitrary<String> domain = Arbitraries.strings().withChars("aB0-.").ofMinLength(3).ofMaxLength(8);
        return part.flatMap(local -> domain.map(host -> local + "@" + host));
    }

    @Test
    void the_properties_above_meet_subjects() {
        assertThat(Subject.canonical(" aZ①@aB.0 ")).contains(new Subject("az1@ab.0"));
    }

    @Test
    void lengths_are_limited() {
        assertThat(Subject.canonical("l".repeat(64) + "@" + ("h".repeat(62) + ".").repeat(4) + "t")).isPresent();
        assertThat(Subject.canonical("l".repeat(65) + "@harbor.test")).isEmpty();
        assertThat(Subject.canonical("m@" + "h".repeat(63) + ".test")).isPresent();
        assertThat(Subject.canonical("m@" + "h".repeat(64) + ".test")).isEmpty();
        assertThat(Subject.canonical("m@" + ("h".repeat(62) + ".").repeat(4) + "tt")).isEmpty();
    }

    @Test
    void only_canonical_text_makes_a_subject() {
        assertThatThrownBy(() -> new Subject("Marisol@harbor.test")).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.dnsmesh.domain.octets;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TextTest {
    @Test
    void only_ascii_letters_have_a_case() {
        assertThat(Ascii.lowerCased("AbZ[Å\u212a")).isEqualTo("abz[Å\u212a");
        assertThat(Ascii.equalIgnoringCase("Kelvin", "kELVIN")).isTrue();
        assertThat(Ascii.equalIgnoringCase("\u212aelvin", "kelvin")).isFalse();
        assertThat(Ascii.equalIgnoringCase("ab", "abc")).isFalse();
    }

    @Test
    void white_space_is_what_unicode_says_and_the_four_separators() {
        assertThat(WhiteSpace.trim("\u001c\u00a0\u2003 \tab c\u3000\n\u0085")).isEqualTo("ab c");
        assertThat(WhiteSpace.trim("\u200bab\ufeff")).isEqualTo("\u200bab\ufeff");
        assertThat(WhiteSpace.trim(" \t ")).isEmpty();
    }

    @Test
    void a_half_surrogate_fits_no_field() {
        assertThat(Utf8.fits("a\ud83d", 0, 100)).isFalse();
        assertThat(Utf8.fits("\udd11a", 0, 100)).isFalse();
        assertThat(Utf8.fits("\ud83d\udd11", 4, 4)).isTrue();
    }

    @Property
    void lengths_are_counted_in_octets(@ForAll String text) {
        Octets utf8 = Octets.utf8(text);
        boolean holdable = utf8.asUtf8().filter(text::equals).isPresent();
        assertThat(Utf8.fits(text, utf8.length(), utf8.length())).isEqualTo(holdable);
        assertThat(Utf8.fits(text, utf8.length() + 1, Integer.MAX_VALUE)).isFalse();
    }
}

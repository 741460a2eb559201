package dev.dnsmesh.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void a_swapped_a_missing_and_a_surplus_letter_are_recognised() {
        for (String misspelt : List.of("DMP_DNS_PROT", "DMP_DNS_POR", "DMP_DNS_PORTT", "DMP_DSN_PORT")) {
            assertThat(NearestName.hint(misspelt, KnownVariables.names(List.of()))).as(misspelt).isEqualTo("did you mean DMP_DNS_PORT?");
        }
    }

    @Test
    void a_name_unlike_all_others_is_told_what_comes_nearest_without_a_guess() {
        assertThat(NearestName.hint("DMP_XYZZY", List.of("DMP_DNS_PORT", "DMP_DOMAIN"))).isEqualTo("the nearest known name is DMP_DOMAIN");
    }

    @Property
    void distance_is_symmetric_and_zero_only_for_equals(@ForAll @AlphaChars @StringLength(max = 12) String a,
                                                        @ForAll @AlphaChars @StringLength(max = 12) String b) {
        assertThat(NearestName.distance(a, b)).isEqualTo(NearestName.distance(b, a));
        assertThat(NearestName.distance(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(NearestName.distance(a, b)).isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }
}

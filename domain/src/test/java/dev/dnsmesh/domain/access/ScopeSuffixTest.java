package dev.dnsmesh.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class ScopeSuffixTest {
    @Property(tries = 5000)
    void a_suffix_covers_what_a_naive_model_covers(@ForAll("suffixes") String suffix, @ForAll("owners") String owner) {
        boolean expected = naive(suffix, owner);
        Statistics.collect(expected);
        assertThat(new ScopeSuffix(suffix).covers(new OwnerName(owner))).isEqualTo(expected);
        assertThat(new ScopeSuffix(suffix).covers(owner)).isEqualTo(expected);
    }

    @Property(tries = 2000)
    void a_key_may_do_what_one_of_its_suffixes_grants(
            @ForAll("manySuffixes") List<String> suffixes, @ForAll("owners") String owner) {
        TsigKey key = new TsigKey(new TsigKeyName("k."), TsigAlgorithm.HMAC_SHA256, Secret.of(new byte[32]),
                suffixes.stream().map(ScopeSuffix::new).collect(Collectors.toCollection(TreeSet::new)), Instant.EPOCH,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        assertThat(key.covers(WriteOperation.ADD, new OwnerName(owner)))
                .isEqualTo(suffixes.stream().anyMatch(suffix -> naive(suffix, owner)));
        assertThat(key.covers(WriteOperation.DELETE, new OwnerName(owner)))
                .isEqualTo(suffixes.stream().anyMatch(suffix -> !suffix.contains("*") && naive(suffix, owner)));
    }

    @Property
    void normalising_twice_changes_nothing(@ForAll String text) {
        String once = new ScopeSuffix(text).text();
        if (!once.startsWith(".") && !once.isEmpty() && once.equals(once.strip())) {
            assertThat(new ScopeSuffix(once).text()).isEqualTo(once);
        }
    }

    /** One regular expression for each label, from the right. */
    private static boolean naive(String suffix, String owner) {
        if (!suffix.contains("*")) {
            return owner.equals(suffix) || owner.endsWith("." + suffix);
        }
        List<String> wanted = List.of(suffix.split("\\.", -1)).reversed();
        List<String> given = List.of(owner.split("\\.", -1)).reversed();
        for (int i = 0; i < wanted.size(); i++) {
            String label = List.of(wanted.get(i).split("\\*", -1)).stream().map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            if (i >= given.size() || !given.get(i).matches(label)) {
                return false;
            }
        }
        return true;
    }

    @Provide
    Arbitrary<String> suffixes() {
        return names("ab*", 4);
    }

    @Provide
    Arbitrary<List<String>> manySuffixes() {
        return suffixes().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> owners() {
        return names("ab", 5);
    }

    private static Arbitrary<String> names(String letters, int longest) {
        return Combinators.combine(
                Arbitraries.strings().withChars(letters).ofMinLength(1).ofMaxLength(longest).list().ofMinSize(1)
                        .ofMaxSize(3),
                Arbitraries.of("", ".z")).as((labels, tail) -> String.join(".", labels) + tail);
    }
}

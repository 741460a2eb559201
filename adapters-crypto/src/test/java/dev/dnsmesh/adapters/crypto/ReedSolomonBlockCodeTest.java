package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ReedSolomonBlockCodeTest {
    private final ReedSolomonBlockCode code = new ReedSolomonBlockCode();

    @Test
    void counting_octets_have_the_parity_of_the_specification() {
        byte[] data = new byte[128];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        assertThat(code.parity(Octets.of(data)).hex())
                .isEqualTo("c1b13256c52283a89aaa18220186766121c15b5a1148ec9c8062880a13ab7f2d");
    }

    @Test
    void a_final_one_has_the_generator_as_its_parity() {
        byte[] data = new byte[128];
        data[127] = 1;
        assertThat(code.parity(Octets.of(data)).hex())
                .isEqualTo("01744034ae367e10c2a221219db0c5e10c3b37fde4942fb3b9188afd148e37ac58".substring(2));
    }

    @Property(tries = 300)
    void up_to_sixteen_wrong_octets_are_corrected(
            @ForAll @Size(min = 1, max = 223) byte[] data, @ForAll @IntRange(max = 16) int errors, @ForAll long seed) {
        Octets block = Octets.of(data);
        byte[] word = Octets.concat(block, code.parity(block)).toArray();
        Random random = new Random(seed);
        random.ints(0, word.length).distinct().limit(Math.min(errors, word.length))
                .forEach(at -> word[at] ^= (byte) (1 + random.nextInt(255)));
        assertThat(code.correct(Octets.of(word))).contains(block);
    }

    @Property(tries = 300)
    void seventeen_wrong_octets_never_give_the_block_back(
            @ForAll @Size(128) byte[] data, @ForAll long seed) {
        Octets block = Octets.of(data);
        byte[] word = Octets.concat(block, code.parity(block)).toArray();
        Random random = new Random(seed);
        random.ints(0, word.length).distinct().limit(17).forEach(at -> word[at] ^= (byte) (1 + random.nextInt(255)));
        assertThat(code.correct(Octets.of(word))).isNotEqualTo(java.util.Optional.of(block));
    }

    @Property(tries = 500)
    void any_octets_are_corrected_or_refused_without_an_exception(@ForAll @Size(max = 300) byte[] word) {
        assertThatCode(() -> code.correct(Octets.of(word))).doesNotThrowAnyException();
    }
}

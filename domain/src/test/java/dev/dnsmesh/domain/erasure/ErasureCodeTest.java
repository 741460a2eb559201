package dev.dnsmesh.domain.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.octets.Octets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ErasureCodeTest {
    @Property(tries = 300)
    void any_k_shares_give_the_message_back(@ForAll @IntRange(max = CodeRate.MAX_MESSAGE) int length, @ForAll long seed) {
        Random random = new Random(seed);
        Octets message = noise(length, random);
        CodeRate rate = CodeRate.forMessage(length);
        Map<Integer, Octets> shares = someOf(ErasureCode.encode(message).orElseThrow(), rate.k(), random);
        assertThat(ErasureCode.decode(rate, shares)).contains(message);
    }

    @Property(tries = 300)
    void fewer_than_k_shares_give_nothing(@ForAll @IntRange(max = 5_000) int length, @ForAll long seed) {
        Random random = new Random(seed);
        CodeRate rate = CodeRate.forMessage(length);
        List<Octets> all = ErasureCode.encode(noise(length, random)).orElseThrow();
        assertThat(ErasureCode.decode(rate, someOf(all, rate.k() - 1, random))).isEmpty();
    }

    @Test
    void parity_rows_are_those_of_the_specification() {
        assertThat(new Interpolation(new int[] {0}).coefficients(1)).containsExactly(1);
        assertThat(new Interpolation(new int[] {0, 1}).coefficients(2)).containsExactly(3, 2);
        assertThat(new Interpolation(new int[] {0, 1, 2, 3}).coefficients(5)).containsExactly(199, 167, 13, 108);
        assertThat(new Interpolation(new int[] {0, 1, 2, 3, 4, 5, 6}).coefficients(9))
                .containsExactly(14, 216, 65, 213, 83, 65, 81);
    }

    @Test
    void the_coefficients_of_every_row_add_up_to_one() {
        int[] data = new int[196];
        java.util.Arrays.setAll(data, i -> i);
        Interpolation polynomial = new Interpolation(data);
        for (int share = 196; share < 256; share++) {
            int sum = 0;
            for (int coefficient : polynomial.coefficients(share)) {
                sum ^= coefficient;
            }
            assertThat(sum).as("row %s", share).isEqualTo(1);
        }
    }

    @Test
    void the_longest_message_makes_255_shares_and_one_more_octet_none() {
        assertThat(ErasureCode.encode(noise(CodeRate.MAX_MESSAGE, new Random(1))).orElseThrow()).hasSize(255);
        assertThat(ErasureCode.encode(noise(CodeRate.MAX_MESSAGE + 1, new Random(1)))).isEmpty();
    }

    @Test
    void a_share_outside_the_code_does_not_count() {
        Octets message = noise(300, new Random(2));
        CodeRate rate = CodeRate.forMessage(300);
        Map<Integer, Octets> shares = someOf(ErasureCode.encode(message).orElseThrow(), rate.k(), new Random(3));
        shares.put(-1, noise(128, new Random(4)));
        shares.put(rate.n(), noise(128, new Random(5)));
        assertThat(ErasureCode.decode(rate, shares)).contains(message);
    }

    private static Octets noise(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    private static Map<Integer, Octets> someOf(List<Octets> all, int count, Random random) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            indices.add(i);
        }
        Collections.shuffle(indices, random);
        Map<Integer, Octets> some = new HashMap<>();
        indices.subList(0, count).forEach(i -> some.put(i, all.get(i)));
        return some;
    }
}

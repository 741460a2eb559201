package dev.dnsmesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.octets.Octets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link RandomSource}: what a test can tell of it. */
public interface RandomSourceContract {
    RandomSource newRandomSource();

    @Test
    default void as_many_octets_as_asked_for() {
        RandomSource random = newRandomSource();
        for (int length : new int[] {0, 1, 12, 32, 1000}) {
            assertThat(random.octets(length).length()).isEqualTo(length);
        }
    }

    @Test
    default void sixteen_octets_do_not_repeat_even_between_threads() {
        RandomSource random = newRandomSource();
        List<Callable<List<Octets>>> runners = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> runners.add(
                () -> IntStream.range(0, 500).mapToObj(n -> random.octets(16)).toList()));
        Set<Octets> all = new HashSet<>();
        Race.run(runners).forEach(all::addAll);
        assertThat(all).hasSize(2_000);
    }

    @Test
    default void every_bit_is_set_about_half_of_the_time() {
        Octets octets = newRandomSource().octets(4096);
        for (int bit = 0; bit < 8; bit++) {
            int mask = 1 << bit;
            // six standard deviations
            assertThat(IntStream.range(0, octets.length()).filter(i -> (octets.at(i) & mask) != 0).count())
                    .isBetween(2048L - 192, 2048L + 192);
        }
    }
}

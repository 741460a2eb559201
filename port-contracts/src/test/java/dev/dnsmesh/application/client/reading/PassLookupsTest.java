package dev.dnsmesh.application.client.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassLookupsTest {
    private static List<OwnerName> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> new OwnerName("n" + i + ".mesh.test")).toList();
    }

    @Test
    void many_names_are_asked_at_once_but_never_more_than_sixteen() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch sixteen = new CountDownLatch(16);
        PassLookups lookups = new PassLookups(name -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            sixteen.countDown();
            try {
                sixteen.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            return new Lookup.Absent();
        });
        assertThat(lookups.all(names(100))).hasSize(100);
        assertThat(most).hasValue(16);
        assertThat(lookups.answers()).isEqualTo(100);
    }

    @Test
    void a_name_is_asked_once_whoever_wants_to_know() {
        AtomicInteger asked = new AtomicInteger();
        PassLookups lookups = new PassLookups(name -> {
            asked.incrementAndGet();
            return new Lookup.Found(List.of(TxtValue.of("x")));
        });
        OwnerName name = names(1).getFirst();
        Map<OwnerName, Lookup> all = lookups.all(List.of(name, name));
        assertThat(all).hasSize(1);
        assertThat(PassLookups.values(lookups.lookup(name))).containsExactly(TxtValue.of("x"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void fewer_are_asked_at_a_time_while_answers_stay_away_and_more_again_with_each_answer() throws InterruptedException {
        InFlight inFlight = new InFlight(16);
        for (int expected : new int[] {8, 4, 2, 1, 1}) {
            inFlight.enter();
            inFlight.leave(false);
            assertThat(inFlight.limit()).isEqualTo(expected);
        }
        for (int answers = 0; answers < 20; answers++) {
            inFlight.enter();
            inFlight.leave(true);
        }
        assertThat(inFlight.limit()).isEqualTo(16);
    }
}

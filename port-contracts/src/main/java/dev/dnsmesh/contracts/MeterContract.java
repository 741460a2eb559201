package dev.dnsmesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@link Meter}. */
public interface MeterContract {
    Readable newMeter();

    /** A meter and what it shows. */
    interface Readable {
        Meter meter();

        /** Of a counter; 0 where there is none. */
        double count(String name, String... labels);

        /** How many durations a timer recorded; 0 where there is none. */
        double timed(String name, String... labels);

        /** Of a gauge, read now. */
        double value(String name, String... labels);
    }

    @Test
    default void a_counter_is_the_same_whenever_it_is_asked_for() {
        Readable readable = newMeter();
        readable.meter().counter("dmp_test_total", "outcome", "noerror").increment();
        readable.meter().counter("dmp_test_total", "outcome", "noerror").add(4);
        readable.meter().counter("dmp_test_total", "outcome", "refused").increment();
        assertThat(readable.count("dmp_test_total", "outcome", "noerror")).isEqualTo(5);
        assertThat(readable.count("dmp_test_total", "outcome", "refused")).isEqualTo(1);
        assertThat(readable.count("dmp_test_total", "outcome", "nxdomain")).isZero();
    }

    @Test
    default void no_count_is_lost_between_threads() {
        Readable readable = newMeter();
        List<Callable<Boolean>> runners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runners.add(() -> {
                Meter.Counter counter = readable.meter().counter("dmp_test_total");
                for (int n = 0; n < 10_000; n++) {
                    counter.increment();
                }
                return true;
            });
        }
        Race.run(runners);
        assertThat(readable.count("dmp_test_total")).isEqualTo(40_000);
    }

    @Test
    default void a_timer_records_durations() {
        Readable readable = newMeter();
        readable.meter().timer("dmp_test_seconds").record(1_500_000);
        readable.meter().timer("dmp_test_seconds").record(2_500_000);
        assertThat(readable.timed("dmp_test_seconds")).isEqualTo(2);
    }

    @Test
    default void a_gauge_shows_the_value_of_the_moment() {
        Readable readable = newMeter();
        AtomicInteger value = new AtomicInteger(3);
        readable.meter().gauge("dmp_test", value::get, "kind", "a");
        assertThat(readable.value("dmp_test", "kind", "a")).isEqualTo(3);
        value.set(5);
        assertThat(readable.value("dmp_test", "kind", "a")).isEqualTo(5);
    }
}

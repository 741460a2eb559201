package dev.dnsmesh.bootstrap.platform;

import dev.dnsmesh.application.port.out.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meters kept by Micrometer, told in the text format 0.0.4 of Prometheus (http.md 6.3). */
public final class PrometheusMeter implements Meter {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusMeter.class);

    private final PrometheusRegistry prometheus = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus,
            io.micrometer.core.instrument.Clock.SYSTEM);

    /** A counter's family is told once it has counted something. */
    @Override
    public Counter counter(String name, String... labels) {
        Tags tags = Tags.of(labels);
        return new Counter() {
            private volatile io.micrometer.core.instrument.Counter counter;

            @Override
            public void add(long amount) {
                io.micrometer.core.instrument.Counter known = counter;
                if (known == null) {
                    known = registry.counter(name, tags);
                    counter = known;
                }
                known.increment(amount);
            }
        };
    }

    @Override
    public Timer timer(String name, String... labels) {
        io.micrometer.core.instrument.Timer timer = registry.timer(name, labels);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Told without a sample when the value cannot be had. */
    @Override
    public void gauge(String name, DoubleSupplier value, String... labels) {
        gauges.computeIfAbsent(name, this::newFamily).put(Labels.of(labels), value);
    }

    private final ConcurrentHashMap<String, ConcurrentHashMap<Labels, DoubleSupplier>> gauges = new ConcurrentHashMap<>();

    private ConcurrentHashMap<Labels, DoubleSupplier> newFamily(String name) {
        ConcurrentHashMap<Labels, DoubleSupplier> family = new ConcurrentHashMap<>();
        prometheus.register(() -> {
            GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name);
            family.forEach((labels, value) -> {
                try {
                    snapshot.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value.getAsDouble()).build());
                } catch (RuntimeException unavailable) { // whatever a provider throws, the other meters are still told
                    LOG.debug("no value for {}", name, unavailable);
                }
            });
            return snapshot.build();
        });
        return family;
    }

    /** All families in the text format 0.0.4, sorted by name, ending with a line feed. */
    public String scrape() {
        return registry.scrape("text/plain; version=0.0.4");
    }
}

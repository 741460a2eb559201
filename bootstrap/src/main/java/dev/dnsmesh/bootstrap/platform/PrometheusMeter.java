package dev.dnsmesh.bootstrap.platform;

import dev.dnsmesh.application.port.out.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meters kept by Micrometer, told in the text format 0.0.4 of Prometheus (http.md 6.3). */
public final class PrometheusMeter implements Meter {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusMeter.class);

    private final PrometheusRegistry prometheus = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus,
            io.micrometer.core.instrument.Clock.SYSTEM);
    private final AtomicBoolean watched = new AtomicBoolean();
    private final ConcurrentHashMap<String, Latencies> timers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ConcurrentHashMap<Labels, DoubleSupplier>> gauges = new ConcurrentHashMap<>();

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

    /** A histogram with fixed bounds; all of one name have the same label names. */
    @Override
    public Timer timer(String name, String... labels) {
        return timers.computeIfAbsent(name, this::newLatencies).labelled(Labels.of(labels))::record;
    }

    private Latencies newLatencies(String name) {
        Latencies family = new Latencies(name);
        prometheus.register(family::snapshot);
        return family;
    }

    /** Told without a sample when the value cannot be had. */
    @Override
    public void gauge(String name, DoubleSupplier value, String... labels) {
        gauges.computeIfAbsent(name, this::newFamily).put(Labels.of(labels), value);
    }

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

    /** Memory, threads, processor time and open files of this process. */
    private void watchProcess() {
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics(), new FileDescriptorMetrics())
                .forEach(part -> part.bindTo(registry));
    }

    /** Every series but the buckets of histograms, by name and labels as Prometheus writes them. */
    public Map<String, Double> series() {
        Map<String, Double> series = new TreeMap<>();
        scrape().lines().filter(line -> !line.startsWith("#") && !line.contains("_bucket{")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            double value = Double.parseDouble(line.substring(blank + 1));
            if (Double.isFinite(value)) {
                series.put(line.substring(0, blank), value);
            }
        });
        return series;
    }

    /** All families in the text format 0.0.4, sorted by name, ending with a line feed. */
    public String scrape() {
        if (!watched.getAndSet(true)) {
            watchProcess(); // not before: it would make the start of the node longer
        }
        return registry.scrape("text/plain; version=0.0.4");
    }
}

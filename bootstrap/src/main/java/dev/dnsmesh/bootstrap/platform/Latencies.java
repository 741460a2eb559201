package dev.dnsmesh.bootstrap.platform;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** One family of durations: a histogram with fixed bounds for each combination of labels. A record costs two additions. */
final class Latencies {
    /** From an answer out of memory to a stuck disk; the last bucket has no bound. */
    private static final long[] BOUNDS_NANOS = {50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000L, 5_000_000_000L, 10_000_000_000L};
    private static final double NANOS_PER_SECOND = 1e9;

    private final String name;
    private final ConcurrentHashMap<Labels, Histogram> histograms = new ConcurrentHashMap<>();

    Latencies(String name) {
        this.name = name;
    }

    Histogram labelled(Labels labels) {
        return histograms.computeIfAbsent(labels, fresh -> new Histogram());
    }

    HistogramSnapshot snapshot() {
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name);
        histograms.forEach((labels, histogram) -> snapshot.dataPoint(histogram.snapshot(labels)));
        return snapshot.build();
    }

    /** Of one combination of labels. */
    static final class Histogram {
        private final LongAdder[] buckets = new LongAdder[BOUNDS_NANOS.length + 1];
        private final LongAdder sumNanos = new LongAdder();

        Histogram() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        void record(long nanos) {
            int bucket = 0;
            while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            sumNanos.add(nanos);
        }

        private HistogramSnapshot.HistogramDataPointSnapshot snapshot(Labels labels) {
            ClassicHistogramBuckets.Builder counts = ClassicHistogramBuckets.builder();
            for (int i = 0; i < buckets.length; i++) {
                counts.bucket(i < BOUNDS_NANOS.length ? BOUNDS_NANOS[i] / NANOS_PER_SECOND : Double.POSITIVE_INFINITY, buckets[i].sum());
            }
            return HistogramSnapshot.HistogramDataPointSnapshot.builder().labels(labels).classicHistogramBuckets(counts.build())
                    .sum(sumNanos.sum() / NANOS_PER_SECOND).build();
        }
    }
}

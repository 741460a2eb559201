package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.Meter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** A meter that a test can read. */
public final class CountingMeter implements Meter {
    private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<List<String>, LongAdder> timings = new ConcurrentHashMap<>();
    private final Map<List<String>, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name, String... labels) {
        return counts.computeIfAbsent(key(name, labels), k -> new LongAdder())::add;
    }

    @Override
    public Timer timer(String name, String... labels) {
        LongAdder timed = timings.computeIfAbsent(key(name, labels), k -> new LongAdder());
        return nanos -> timed.increment();
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... labels) {
        gauges.put(key(name, labels), value);
    }

    /** What was counted, 0 for a counter that does not exist. */
    public long count(String name, String... labels) {
        LongAdder count = counts.get(key(name, labels));
        return count == null ? 0 : count.sum();
    }

    /** How many durations were recorded. */
    public long timed(String name, String... labels) {
        LongAdder timed = timings.get(key(name, labels));
        return timed == null ? 0 : timed.sum();
    }

    /** NaN for a gauge that does not exist. */
    public double value(String name, String... labels) {
        DoubleSupplier gauge = gauges.get(key(name, labels));
        return gauge == null ? Double.NaN : gauge.getAsDouble();
    }

    private static List<String> key(String name, String... labels) {
        List<String> key = new java.util.ArrayList<>(List.of(name));
        key.addAll(List.of(labels));
        return List.copyOf(key);
    }
}

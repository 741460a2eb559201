package dev.dnsmesh.application.port.out;

/** Counters by name and closed sets of labels; never names, hashes or addresses (dns.md 10.17). */
public interface Meter {
    /** The counter with this name and label pairs (key, value, key, value ...), made at first use. */
    Counter counter(String name, String... labels);

    /** A distribution of durations. */
    Timer timer(String name, String... labels);

    /** A value that is read when asked for. */
    void gauge(String name, java.util.function.DoubleSupplier value, String... labels);

    @FunctionalInterface
    interface Counter {
        void add(long amount);

        default void increment() {
            add(1);
        }
    }

    @FunctionalInterface
    interface Timer {
        void record(long nanos);
    }
}

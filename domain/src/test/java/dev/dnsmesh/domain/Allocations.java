package dev.dnsmesh.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a parser allocates: at most 64 times the size of its input and 1 KiB. */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {
    }

    /** Runs the parser on an input of {@code size} octets; the first run, which may load classes, does not count. */
    public static void stayWithinBounds(String name, int size, Runnable parser) {
        parser.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        parser.run();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("octets allocated by %s for an input of %s", name, size).isLessThanOrEqualTo(64L * size + 1024);
    }
}

package dev.dnsmesh.adapters.dns.limit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of code allocates on this thread. */
final class Allocations {
    private Allocations() {
    }

    /** Octets, besides those of the measurement itself being of the order of some hundreds. */
    static long during(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

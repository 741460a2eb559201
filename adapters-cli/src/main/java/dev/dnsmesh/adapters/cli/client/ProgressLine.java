package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.out.Progress;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Progress on a terminal: one line that is written over, from the first second on. */
final class ProgressLine implements Progress {
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter terminal;
    private final LongSupplier nanos;
    private final long start;
    private boolean shown;

    ProgressLine(PrintWriter terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @Override
    public synchronized void at(String phase, long done, long total) {
        if (nanos.getAsLong() - start < PATIENCE_NANOS) {
            return;
        }
        boolean last = total > 0 && done >= total;
        if (!last || shown) {
            terminal.print(CLEAR + (last ? "" : ProgressLines.text(phase, done, total)));
            terminal.flush();
        }
        shown = !last;
    }
}

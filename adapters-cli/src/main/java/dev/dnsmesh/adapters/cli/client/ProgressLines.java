package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.out.Progress;
import java.util.function.Consumer;

/** Progress as plain lines, one a phase and one at its end. */
final class ProgressLines implements Progress {
    private final Consumer<String> lines;
    private String phase = "";

    ProgressLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void at(String now, long done, long total) {
        if (!now.equals(phase) || done == total) {
            phase = now;
            lines.accept(text(now, done, total));
        }
    }

    /** {@code sending 3/14}. */
    static String text(String phase, long done, long total) {
        return total > 0 ? phase + " " + done + "/" + total : phase;
    }
}

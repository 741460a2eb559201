package dev.dnsmesh.bootstrap.lifecycle;

import java.util.List;

/**
 * A node that serves.
 *
 * @param readyLine what standard output says once
 * @param hints     what to type next, for standard error
 */
public record RunningNode(Services services, String readyLine, List<String> hints) {
    /** No new work; what was accepted is committed and answered. */
    public void stop() {
        services.stop();
    }
}

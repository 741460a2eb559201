package dev.dnsmesh.bootstrap.lifecycle;

/** A node that serves. */
public record RunningNode(Services services, Endpoints endpoints) {
    /** No new work; what was accepted is committed and answered. */
    public void stop() {
        services.stop();
    }
}

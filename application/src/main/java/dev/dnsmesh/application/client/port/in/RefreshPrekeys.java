package dev.dnsmesh.application.client.port.in;

/** {@code identity refresh-prekeys}: makes prekeys, keeps their private halves, then publishes them (client.md 5.1, 19.4). */
@FunctionalInterface
public interface RefreshPrekeys {
    /** What the node refuses for want of room is counted, not failed. */
    ClientResult<Refreshed> refresh(int count, long ttlSeconds);

    /** @param live private halves that senders may use now, older ones included */
    record Refreshed(String name, int requested, int published, int live) {
    }
}

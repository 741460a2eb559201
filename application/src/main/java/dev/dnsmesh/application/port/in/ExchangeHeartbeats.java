package dev.dnsmesh.application.port.in;

/** Tells other nodes of this one, hears theirs, and passes on what was heard, all through DNS (heartbeat.md 5). */
public interface ExchangeHeartbeats {
    /** One round. Blocks while other zones are asked; ends early where the thread is interrupted. Throws what the store throws. */
    void tick();

    /** Takes the own heartbeat back. */
    void withdraw();
}

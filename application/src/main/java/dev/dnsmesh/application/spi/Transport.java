package dev.dnsmesh.application.spi;

import java.util.List;

/** An open {@link TransportAdapter}. */
public interface Transport extends AutoCloseable {
    /** Where it listens, as an operator would write it: for the log. */
    List<String> addresses();

    /** Takes nothing more, answers what it has taken, and lets go of its sockets, within a second. */
    @Override
    void close();
}

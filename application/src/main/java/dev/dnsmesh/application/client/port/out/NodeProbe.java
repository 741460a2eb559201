package dev.dnsmesh.application.client.port.out;

import java.time.Duration;
import java.util.Optional;

/** Finds out whether a DMP node answers DNS UPDATEs somewhere (cli.md 8). Changes nothing there. Calls block. */
public interface NodeProbe {
    /**
     * Sends an unsigned UPDATE, which a node refuses.
     *
     * @param host address literal, or a name that is resolved first
     * @return the literal of the address that answered as a node does; empty where none did within {@code limit}
     */
    Optional<String> probe(String host, int port, Duration limit);
}

package dev.dnsmesh.adapters.http.page;

import dev.dnsmesh.application.port.in.ListPeers;

/** Whether the node takes part in the heartbeat layer. */
public sealed interface Discovery {
    /** @param operatorKey lower-case hex, in full */
    record On(String operatorKey, ListPeers peers) implements Discovery {
    }

    record Off() implements Discovery {
    }
}

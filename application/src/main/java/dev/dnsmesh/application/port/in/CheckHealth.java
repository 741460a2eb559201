package dev.dnsmesh.application.port.in;

/** Says whether the node can do its work, by a real read of the record store (http.md 6.1). Blocks; never the network. */
public interface CheckHealth {
    Health check();

    sealed interface Health {
        record Sound() implements Health {
        }

        /** @param store one line on what is wrong with the record store */
        record Degraded(String store) implements Health {
        }
    }
}

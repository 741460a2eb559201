package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.port.out.ClientState;

/** A client's state under test. */
public interface ClientStateHarness extends AutoCloseable {
    ClientState state();

    /** Ends the use of the state without a farewell, as a killed process does, and opens it again. */
    void reopen();

    @Override
    void close();
}

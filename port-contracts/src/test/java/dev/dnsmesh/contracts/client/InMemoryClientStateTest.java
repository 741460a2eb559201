package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.port.out.ClientState;

class InMemoryClientStateTest implements ClientStateContract {
    @Override
    public ClientStateHarness newState() {
        ClientState state = new InMemoryClientState();
        return new ClientStateHarness() {
            @Override
            public ClientState state() {
                return state;
            }

            @Override
            public void reopen() {
                // nothing but the object itself
            }

            @Override
            public void close() {
                state.close();
            }
        };
    }
}

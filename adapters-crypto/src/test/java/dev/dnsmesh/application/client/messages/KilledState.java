package dev.dnsmesh.application.client.messages;

import dev.dnsmesh.application.client.port.out.ClientState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A state at whose n-th call the process dies: just before the call took effect, or just after. */
final class KilledState {
    /** In the place of SIGKILL. Nothing catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private KilledState() {
    }

    /** @param step counts from 1; beyond the last call nothing happens */
    static ClientState at(int step, boolean afterwards, ClientState real) {
        int[] calls = {0};
        return (ClientState) Proxy.newProxyInstance(ClientState.class.getClassLoader(), new Class<?>[] {ClientState.class},
                (proxy, method, arguments) -> {
                    boolean here = ++calls[0] == step;
                    if (here && !afterwards) {
                        throw new Killed();
                    }
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (here) {
                        throw new Killed();
                    }
                    return result;
                });
    }
}

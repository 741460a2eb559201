package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import java.util.List;
import java.util.OptionalLong;

/** Receives until it is told to stop (client.md 19.6). */
public interface FollowMessages {
    /** The number of passes, once it was stopped. Fails where going on makes no sense. */
    ClientResult<Integer> follow(Order order, Listener listener);

    /**
     * @param primarySeconds   between looks at claims; empty = as configured
     * @param secondarySeconds between walks along the slots; empty = as configured, 240 at most
     * @param housekeeping     identity, prekeys and outbox are looked after too
     */
    record Order(OptionalLong primarySeconds, OptionalLong secondarySeconds, boolean housekeeping) {
    }

    /** Shown what comes in. */
    interface Listener {
        /** @return the messages were written out; otherwise they stay unread and it ends */
        boolean pass(Received received, List<Message> intros);
    }
}

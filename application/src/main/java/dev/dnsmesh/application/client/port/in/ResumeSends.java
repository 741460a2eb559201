package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.Progress;
import java.util.List;

/** Sends that were interrupted (client.md 19.4). Needs no passphrase: everything in the outbox is signed. */
public interface ResumeSends {
    /** Oldest first. */
    ClientResult<List<Outgoing>> list();

    /** Goes on with all of them; those that have expired are dropped. Fails with the first failure after all were tried. */
    ClientResult<Resumed> resume(Progress progress);

    record Resumed(List<Outgoing> sent, List<Outgoing> expired) {
        public Resumed {
            sent = List.copyOf(sent);
            expired = List.copyOf(expired);
        }
    }
}

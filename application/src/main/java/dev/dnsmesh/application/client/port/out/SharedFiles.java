package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The files that another client may use on the same directory: prekeys.db, intros.db, replay_cache.json (client.md 16.2 to
 * 16.5). Read with full SQLite semantics, written back so that the other client still works.
 */
public interface SharedFiles {
    /** What the files hold now. Absent files are empty ones. */
    Read read(Instant now);

    /** Brings the files to this state where they differ; rows of others stay. */
    Written write(State state, Set<Long> consumedPrekeys, Set<RemovedIntro> removedIntros, Instant now);

    record State(List<StoredPrekey> prekeys, List<Message> intros, List<Blocked> denylist, List<Seen> seen) {
    }

    record RemovedIntro(Ed25519PublicKey sender, MessageId id) {
    }

    sealed interface Read {
        record Found(State state) implements Read {
        }

        /** A file of a newer schema; the command must end with exit 1 and this line. */
        record TooNew(String why) implements Read {
        }

        /** A file that exists but cannot be read. */
        record Unreadable(String why) implements Read {
        }
    }

    sealed interface Written {
        record Done() implements Written {
        }

        /** Said once per command. */
        record Failed(String why) implements Written {
        }
    }
}

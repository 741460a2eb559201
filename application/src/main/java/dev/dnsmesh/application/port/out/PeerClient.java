package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.ReceivedPage;
import dev.dnsmesh.domain.sync.ReceivedRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks another node what it has (cluster.md 3-5, http.md 9) and believes nothing of the answer. Every call ends within bounded
 * time and memory, whatever the peer sends; redirects are not followed, so that the token goes to the peer alone. Calls block;
 * an interrupted one ends at once as {@link Answer.Unreachable}. Safe for use by several threads.
 */
public interface PeerClient {
    /**
     * Rows strictly after the cursor.
     *
     * @param deletions ask to be told of those, too
     */
    Answer<ReceivedPage> digest(Peer peer, Cursor after, int limit, boolean deletions);

    /** All that is live at the names; rows whose members have other types are left out. */
    Answer<List<ReceivedRow>> pull(Peer peer, List<String> names);

    /** The newest manifest of the cluster that the peer knows of, as text. */
    Answer<Optional<String>> manifest(Peer peer);

    /** What came of a request. */
    sealed interface Answer<T> {
        record Content<T>(T content) implements Answer<T> {
        }

        /** No sync token of ours is one of the peer's. */
        record Forbidden<T>() implements Answer<T> {
        }

        /** @param delay for how long, where the peer says */
        record Throttled<T>(Optional<Duration> delay) implements Answer<T> {
        }

        /** Another status than these. */
        record Refused<T>(int status) implements Answer<T> {
        }

        /** Not what the protocol says, larger than allowed, or cut off while it came; {@code why} is one line. */
        record Broken<T>(String why) implements Answer<T> {
        }

        /** No connection, or no answer in time; {@code why} is one line. */
        record Unreachable<T>(String why) implements Answer<T> {
        }
    }
}

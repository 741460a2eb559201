package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.octets.Octets;

/** Lists of zones that somebody keeps on the web (heartbeat.md 9, 16). Safe for concurrent use; calls block, 10 s at most. */
public interface SeedLists {
    /** Of a longer list the beginning counts, up to the last whole line in it. */
    int MOST_OCTETS = 65_536;

    /** Asks once: over HTTPS alone, at no address but one that the world can reach, without following anywhere else. */
    Fetch fetch(String url);

    /** What came of it. */
    sealed interface Fetch {
        /** Status 200. */
        record Content(Octets octets) implements Fetch {
        }

        /** Anything else; {@code why} is one line for people. */
        record Failed(String why) implements Fetch {
        }
    }
}

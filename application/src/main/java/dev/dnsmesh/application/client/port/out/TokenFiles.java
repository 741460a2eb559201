package dev.dnsmesh.application.client.port.out;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bearer tokens by node, one file each (client.md 16.6). */
public interface TokenFiles {
    /** Every well-formed file. */
    List<SavedToken> all();

    /** The token for a host that is still usable. */
    Optional<SavedToken> usable(String host, Instant now);

    /** Where it was saved, or why not. */
    Saved save(SavedToken token);

    /** False where there was none. */
    boolean forget(String host);

    /** @param expiresAt Unix seconds; empty = never */
    record SavedToken(String node, String subject, String token, Optional<Long> expiresAt, String registeredSpk,
                      long savedAt) {
        @Override
        public String toString() {
            return "SavedToken[" + node + ", " + subject + "]";
        }
    }

    sealed interface Saved {
        record Done(String location) implements Saved {
        }

        record Failed(String why) implements Saved {
        }
    }
}

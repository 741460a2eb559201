package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** Where backups are kept, and the directory they are restored to. */
public interface BackupFiles {
    /** Writes the whole file or nothing, mode 0600. {@code overwrite} = a file that is there may go. */
    Done write(String file, Octets content, boolean overwrite);

    Read read(String file);

    /**
     * Moves everything of the config directory, but for its lock and the tokens, into a directory of its own in there.
     *
     * @return that directory; empty where there was nothing
     */
    Optional<String> setAside(String name);

    /** Writes the identity's passphrase into the config directory, mode 0600; returns the file. */
    String keepPassphrase(Secret passphrase);

    sealed interface Done {
        record Written(String file) implements Done {
        }

        /** There is a file already. */
        record Exists() implements Done {
        }

        record Failed(String why) implements Done {
        }
    }

    sealed interface Read {
        record Found(Octets content) implements Read {
        }

        record Failed(String why) implements Read {
        }
    }
}

package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.octets.Secret;

/** Files that hold nothing but a passphrase (client.md 1.2). */
public interface PassphraseFiles {
    /** @param path {@code ~} stands for the home directory; relative to the working directory */
    Read read(String path);

    sealed interface Read {
        /** The whole content without white space at either end. */
        record Found(Secret passphrase) implements Read {
        }

        record Absent() implements Read {
        }

        /** It exists and cannot be read; one line. */
        record Unreadable(String why) implements Read {
        }
    }
}

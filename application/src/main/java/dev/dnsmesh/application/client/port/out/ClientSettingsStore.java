package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.application.client.settings.ClientSettings;

/** config.yaml and client.yaml of one directory. */
public interface ClientSettingsStore {
    Loaded load();

    /** Writes both files anew: temporary file, sync, rename, 0600 (client.md 16.1). */
    Saved save(ClientSettings settings);

    /** Where config.yaml is or would be. */
    String location();

    sealed interface Loaded {
        record Found(ClientSettings settings) implements Loaded {
        }

        record Absent() implements Loaded {
        }

        /** One line that names file, place and fault. */
        record Broken(String why) implements Loaded {
        }
    }

    sealed interface Saved {
        record Done() implements Saved {
        }

        record Failed(String why) implements Saved {
        }
    }
}

package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;

/** Reads TXT RRsets through the configured resolvers (client.md 14). Safe for concurrent use; calls block. */
public interface TxtResolver {
    Lookup lookup(OwnerName name);

    /** What a lookup gave. Absent, and not reachable, never look alike. */
    sealed interface Lookup {
        /** At least one value, each with its character-strings joined. */
        record Found(List<TxtValue> values) implements Lookup {
            public Found {
                values = List.copyOf(values);
            }
        }

        /** NXDOMAIN or no data, from at least one server that answered. */
        record Absent() implements Lookup {
        }

        /** No server answered usably; {@code why} is one line for people. */
        record Unreachable(String why) implements Lookup {
        }
    }
}

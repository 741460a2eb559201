package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;

/** Asks one resolver one question, to see whether it works. Calls block. */
public interface ResolverProbe {
    /**
     * Asks for TXT, once.
     *
     * @param resolver as it stands in a configuration
     */
    Answer ask(String resolver, OwnerName name, Duration limit);

    sealed interface Answer {
        record Records() implements Answer {
        }

        /** The name exists and has no TXT. */
        record NoData() implements Answer {
        }

        record NoSuchName() implements Answer {
        }

        /** REFUSED: it answers, but not for this name, as a server does that knows its own zones only. */
        record Refused() implements Answer {
        }

        /** Silence, another RCODE, or an entry that names no resolver; one line. */
        record Failed(String why) implements Answer {
        }
    }
}

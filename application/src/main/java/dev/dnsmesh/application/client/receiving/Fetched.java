package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.receiving.Tally.Reason;
import dev.dnsmesh.domain.receiving.OpenedMessage;

/** What came of fetching a message. */
sealed interface Fetched {
    /** @param label verified address of the sender, or empty */
    record Opened(Candidate candidate, OpenedMessage message, String label) implements Fetched {
    }

    /** @param why one line for people; empty where nobody needs to know */
    record Failed(Candidate candidate, Reason reason, String why) implements Fetched {
    }
}

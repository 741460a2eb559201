package dev.dnsmesh.application.usecase.pull;

import java.util.Locale;

/** How a run with a peer ended. */
enum RunResult {
    /** Nothing is left that this node could take. */
    LEVEL,
    /** Something is left for the next run. */
    BEHIND,
    /** The peer takes no token of ours. */
    FORBIDDEN,
    /** The peer says with a status that it will not. */
    REFUSED,
    /** What it says is not what the protocol says. */
    BROKEN,
    UNREACHABLE,
    /** The node stops. */
    STOPPED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The peer spoke with us as a peer does. */
    boolean isAnswered() {
        return this == LEVEL || this == BEHIND;
    }
}

package dev.dnsmesh.domain.sync;

import java.util.List;
import java.util.Optional;

/**
 * A peer's answer to a digest request, as it came (cluster.md 4, 13.6).
 *
 * @param next     {@code next_cursor}, if it was a string
 * @param aware    it tells of deletions
 * @param instance names its history, where it tells
 */
public record ReceivedPage(List<ReceivedEntry> entries, boolean hasMore, Optional<String> next, boolean aware,
                           Optional<String> instance) {
    public ReceivedPage {
        entries = List.copyOf(entries);
    }
}

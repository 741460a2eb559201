package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.Pair;
import dev.dnsmesh.domain.sync.ReceivedPage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One page of a peer's digest: what it announces, what of it is still to be pulled, and how far its head is resolved
 * (cluster.md 6.4, 13.3).
 */
final class PageWork {
    private final List<Announcement> announced;
    private final Set<Pair> resolved = new HashSet<>();
    private final Map<Pair, Announcement.Live> wanted = new LinkedHashMap<>();

    private PageWork(List<Announcement> announced) {
        this.announced = announced;
    }

    static PageWork of(ReceivedPage page, Instant now) {
        return new PageWork(page.entries().stream().map(entry -> entry.judge(now)).toList());
    }

    List<Announcement> announced() {
        return announced;
    }

    void want(Announcement.Live live) {
        wanted.putIfAbsent(Pair.of(live.entry()), live);
    }

    void resolve(Pair pair) {
        resolved.add(pair);
        wanted.remove(pair);
    }

    /** What is to be pulled, by the names as they were announced, in their order. */
    Map<String, Map<String, Announcement.Live>> wantedByName() {
        Map<String, Map<String, Announcement.Live>> names = new LinkedHashMap<>();
        wanted.forEach((pair, live) -> names.computeIfAbsent(pair.name(), name -> new HashMap<>()).put(pair.hash(), live));
        return names;
    }

    boolean isResolved() {
        return announced.stream().allMatch(this::isResolved);
    }

    /** The end of the resolved head of the page. */
    Optional<Cursor> resolvedTo() {
        Optional<Cursor> last = Optional.empty();
        for (Announcement entry : announced) {
            if (!isResolved(entry)) {
                return last;
            }
            last = entry.position().isPresent() ? entry.position() : last;
        }
        return last;
    }

    /** Where the next page begins, if any entry tells. */
    Optional<Cursor> end() {
        return announced.reversed().stream().flatMap(entry -> entry.position().stream()).findFirst();
    }

    /** Stamp of the oldest entry that is not resolved, 0 = none. */
    long oldestLeft() {
        return announced.stream().filter(entry -> !isResolved(entry)).mapToLong(PageWork::millis).min().orElse(0);
    }

    private static long millis(Announcement entry) {
        return switch (entry) {
            case Announcement.Live(DigestEntry listed, long ignored) -> listed.millis();
            case Announcement.Deleted(DigestEntry listed, long ignored) -> listed.millis();
            case Announcement.Ahead(long millis) -> millis;
            case Announcement.Invalid ignored -> Long.MAX_VALUE;
        };
    }

    private boolean isResolved(Announcement entry) {
        return switch (entry) {
            case Announcement.Live(DigestEntry listed, long ignored) -> resolved.contains(Pair.of(listed));
            case Announcement.Deleted(DigestEntry listed, long ignored) -> resolved.contains(Pair.of(listed));
            case Announcement.Ahead ignored -> false;
            case Announcement.Invalid ignored -> true;
        };
    }
}

package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.PeerClient.Answer;
import dev.dnsmesh.application.usecase.pull.PullMeters.Row;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.Pair;
import dev.dnsmesh.domain.sync.ReceivedRow;
import dev.dnsmesh.domain.update.Deletion;
import dev.dnsmesh.domain.update.Replica;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over the rows of one page: what this node has not, pulled, verified, and written (cluster.md 6.2, 6.3, 13.5). */
final class RowTaking {
    private static final Logger LOG = LoggerFactory.getLogger(RowTaking.class);
    private static final int MOST_MISSES = 2;
    private static final int MOST_FAILURES = 3;

    private final PeerState state;
    private final PullParts parts;
    private final PullMeters meters;
    private final Supplier<Duration> timeLeft;

    RowTaking(PeerState state, PullParts parts, PullMeters meters, Supplier<Duration> timeLeft) {
        this.state = state;
        this.parts = parts;
        this.meters = meters;
        this.timeLeft = timeLeft;
    }

    /** LEVEL where everything of the page is resolved now, BEHIND where the run may go on all the same. */
    RunResult take(PageWork work, boolean aware, Instant sent) {
        List<Deletion> deletions = new Comparison(state, parts, meters, aware, sent).compare(work);
        settle(work, List.of(), deletions, sent);
        RunResult pulled = pull(work, aware);
        settle(work, List.of(), List.of(), sent);
        return !pulled.isAnswered() ? pulled : work.isResolved() ? RunResult.LEVEL : RunResult.BEHIND;
    }

    private RunResult pull(PageWork work, boolean aware) {
        Map<String, Map<String, Announcement.Live>> names = work.wantedByName();
        PullBatches batches = new PullBatches(names.keySet(), aware);
        Map<Pair, Integer> misses = new HashMap<>();
        Map<String, Integer> failures = new HashMap<>();
        while (!batches.isEmpty()) {
            if (timeLeft.get().isZero()) {
                return RunResult.BEHIND;
            }
            if (!state.pace.await(aware)) {
                return RunResult.STOPPED;
            }
            List<String> asked = batches.next();
            Instant sent = parts.time().now();
            switch (parts.client().pull(state.peer, asked)) {
                case Answer.Content<List<ReceivedRow>>(var rows) -> {
                    state.pace.answered();
                    take(work, names, rows, aware, sent);
                    miss(work, names, asked, rows, misses, batches, sent);
                }
                case Answer.Throttled<List<ReceivedRow>>(var wait) -> {
                    if (!state.pace.giveWay(wait, timeLeft.get())) {
                        return RunResult.BEHIND;
                    }
                }
                case Answer.Refused<List<ReceivedRow>>(int status) -> fail(work, names, asked, failures, batches, "status " + status, sent);
                case Answer.Broken<List<ReceivedRow>>(String why) -> fail(work, names, asked, failures, batches, why, sent);
                case Answer.Forbidden<List<ReceivedRow>> ignored -> {
                    return RunResult.FORBIDDEN;
                }
                case Answer.Unreachable<List<ReceivedRow>> ignored -> {
                    return RunResult.UNREACHABLE;
                }
            }
        }
        return RunResult.LEVEL;
    }

    /** Writes what of an answer was asked for and verifies; the watermark goes along, as far as that leads. */
    private void take(PageWork work, Map<String, Map<String, Announcement.Live>> names, List<ReceivedRow> rows, boolean aware, Instant sent) {
        Map<Pair, Replica> replicas = new HashMap<>();
        for (ReceivedRow row : rows) {
            String hash = Screening.hash(row.value());
            Announcement.Live live = names.getOrDefault(row.name(), Map.of()).get(hash);
            if (live != null && !replicas.containsKey(Pair.of(live.entry()))) {
                Pair pair = Pair.of(live.entry());
                OptionalLong published = aware ? OptionalLong.of(live.published()) : OptionalLong.empty();
                switch (Screening.screen(row, published, parts.verifier(), parts.time().now())) {
                    case Screening.Taken(Replica replica) -> {
                        replicas.put(pair, replica);
                        state.quarantine.release(pair);
                    }
                    case Screening.Kept(String reason, boolean lasting) -> quarantine(live.entry(), reason, lasting, sent);
                }
                names.get(row.name()).remove(hash);
                work.resolve(pair);
            }
        }
        settle(work, List.copyOf(replicas.values()), List.of(), sent);
    }

    /** Of the names that the answer reached, what it did not bring. */
    private void miss(PageWork work, Map<String, Map<String, Announcement.Live>> names, List<String> asked, List<ReceivedRow> rows,
                      Map<Pair, Integer> misses, PullBatches batches, Instant sent) {
        int reached = batches.reached(asked, rows);
        for (String name : asked.subList(0, reached)) {
            for (Announcement.Live live : List.copyOf(names.get(name).values())) {
                Pair pair = Pair.of(live.entry());
                if (misses.merge(pair, 1, Integer::sum) >= MOST_MISSES) {
                    quarantine(live.entry(), "is announced and not given", false, sent);
                    names.get(name).remove(pair.hash());
                    work.resolve(pair);
                }
            }
            if (names.get(name).isEmpty()) {
                batches.done(name);
            } else {
                batches.again(name);
            }
        }
    }

    private void fail(PageWork work, Map<String, Map<String, Announcement.Live>> names, List<String> asked, Map<String, Integer> failures,
                      PullBatches batches, String why, Instant sent) {
        batches.halve(asked.size());
        if (asked.size() == 1 && failures.merge(asked.getFirst(), 1, Integer::sum) >= MOST_FAILURES) {
            names.get(asked.getFirst()).values().forEach(live -> {
                quarantine(live.entry(), "cannot be pulled: " + why, false, sent);
                work.resolve(Pair.of(live.entry()));
            });
            batches.done(asked.getFirst());
        }
    }

    private void quarantine(DigestEntry entry, String reason, boolean lasting, Instant sent) {
        quarantine(Pair.of(entry), reason, lasting, sent.plusSeconds(entry.ttl()));
    }

    private void quarantine(Pair pair, String reason, boolean lasting, Instant gone) {
        meters.rows(Row.REJECTED, 1);
        if (state.quarantine.add(pair, reason, lasting, gone, parts.jitter(0.2), parts.time().now())) {
            LOG.warn("{}: a row at {} is not taken over: it {}", state.peer.id(), pair.name(), reason);
        }
    }

    /** Asks once more for what is in quarantine. */
    RunResult retry(List<Pair> due) {
        Map<String, List<Pair>> names = new HashMap<>();
        due.forEach(pair -> names.computeIfAbsent(pair.name(), name -> new ArrayList<>()).add(pair));
        if (!state.pace.await(state.isAware())) {
            return RunResult.STOPPED;
        }
        Instant sent = parts.time().now();
        return switch (parts.client().pull(state.peer, List.copyOf(names.keySet()))) {
            case Answer.Content<List<ReceivedRow>>(var rows) -> {
                Map<Pair, ReceivedRow> found = new HashMap<>();
                rows.forEach(row -> found.put(new Pair(row.name(), Screening.hash(row.value())), row));
                List<Replica> replicas = new ArrayList<>();
                due.forEach(pair -> again(pair, Optional.ofNullable(found.get(pair)), sent).ifPresent(replicas::add));
                commit(replicas, List.of(), state.progress(), sent);
                yield RunResult.LEVEL;
            }
            case Answer.Unreachable<List<ReceivedRow>> ignored -> RunResult.UNREACHABLE;
            case Answer.Forbidden<List<ReceivedRow>> ignored -> RunResult.FORBIDDEN;
            case Answer.Throttled<List<ReceivedRow>> ignored -> RunResult.LEVEL;
            case Answer.Refused<List<ReceivedRow>> ignored -> postponed(due);
            case Answer.Broken<List<ReceivedRow>> ignored -> postponed(due);
        };
    }

    private RunResult postponed(List<Pair> due) {
        due.forEach(pair -> quarantine(pair, "cannot be pulled", false, state.quarantine.goneAt(pair).orElse(Instant.EPOCH)));
        return RunResult.LEVEL;
    }

    private Optional<Replica> again(Pair pair, Optional<ReceivedRow> found, Instant sent) {
        if (found.isEmpty()) {
            state.quarantine.release(pair);
            return Optional.empty();
        }
        return switch (Screening.screen(found.get(), OptionalLong.empty(), parts.verifier(), parts.time().now())) {
            case Screening.Taken(Replica replica) -> {
                state.quarantine.release(pair);
                yield Optional.of(replica);
            }
            case Screening.Kept(String reason, boolean lasting) -> {
                quarantine(pair, reason, lasting, state.quarantine.goneAt(pair).orElse(sent));
                yield Optional.empty();
            }
        };
    }

    private void settle(PageWork work, List<Replica> replicas, List<Deletion> deletions, Instant sent) {
        commit(replicas, deletions, work.resolvedTo().map(state.progress()::upTo).orElse(state.progress()), sent);
    }

    /** Rows and what they justify in one transaction; nothing where there is nothing new. */
    void commit(List<Replica> replicas, List<Deletion> deletions, PeerProgress progress, Instant sent) {
        boolean moved = !progress.equals(state.progress());
        if (replicas.isEmpty() && deletions.isEmpty() && !moved) {
            return;
        }
        PeerProgress kept = moved ? progress.withSuccess(parts.time().now()) : progress;
        parts.records().commit(UpdateBatch.pulled(replicas, deletions, moved ? List.of(kept.of(state.peer)) : List.of(), sent));
        state.reached(kept);
        meters.rows(Row.WRITTEN, replicas.size());
    }
}

package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;

/**
 * Lets every signed UPDATE be processed once (dns.md 10.6). What changed something is remembered by the record store, in
 * the transaction of the change; the rest here, in memory. SERVFAIL is never remembered. Safe for use by several threads.
 */
public final class ReplayGate {
    private final RecordStore records;
    private final ReplayTable unchanged;
    private final Map<ReplayId, CompletableFuture<Rcode>> inProgress = new ConcurrentHashMap<>();

    /** What became of a first copy, and whether the store remembers it together with its changes. */
    public record Processed(Outcome outcome, boolean rememberedByStore) {
    }

    /** @param seed random */
    public ReplayGate(RecordStore records, long seed) {
        this.records = records;
        unchanged = new ReplayTable(seed);
    }

    /**
     * The remembered outcome, or that of {@code work} where this is the first copy. While another copy is being worked
     * on, a datagram is turned away and a stream waits.
     *
     * @param work takes how many entries the store may hold
     */
    public Outcome once(ReplayEntry entry, UpdateCase update, LongFunction<Processed> work) {
        while (true) {
            CompletableFuture<Rcode> mine = new CompletableFuture<>();
            CompletableFuture<Rcode> other = inProgress.putIfAbsent(entry.id(), mine);
            if (other == null) {
                return first(entry, mine, update, work);
            }
            if (update.request().transport() == Transport.DATAGRAM) {
                return new Outcome.InProgress();
            }
            try {
                Rcode theirs = other.get();
                if (theirs != Rcode.SERVFAIL) {
                    return new Outcome.Remembered(theirs);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return Refusal.INTERRUPTED.denied();
            } catch (ExecutionException never) {
                throw new IllegalStateException("copies end with a code", never);
            }
        }
    }

    private Outcome first(ReplayEntry entry, CompletableFuture<Rcode> mine, UpdateCase update,
                          LongFunction<Processed> work) {
        Rcode rcode = Rcode.SERVFAIL;
        try {
            Outcome outcome = remembered(entry.id(), update.now())
                    .orElseGet(() -> fresh(entry, update, work));
            rcode = outcome.rcode();
            return outcome;
        } finally {
            inProgress.remove(entry.id(), mine);
            mine.complete(rcode);
        }
    }

    private Optional<Outcome> remembered(ReplayId id, Instant now) {
        return unchanged.find(id, now).or(() -> records.replayed(id, now)).map(Outcome.Remembered::new);
    }

    private Outcome fresh(ReplayEntry entry, UpdateCase update, LongFunction<Processed> work) {
        long room = update.settings().replayEntries() - unchanged.size(update.now());
        if (room <= 0) {
            return Refusal.REPLAY_ENTRIES.denied();
        }
        Processed processed = work.apply(room);
        if (!processed.rememberedByStore() && processed.outcome().rcode() != Rcode.SERVFAIL) {
            unchanged.remember(entry, processed.outcome().rcode());
        }
        return processed.outcome();
    }
}

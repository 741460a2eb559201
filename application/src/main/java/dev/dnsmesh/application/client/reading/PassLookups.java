package dev.dnsmesh.application.client.reading;

import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** The names read in one pass: each asked at most once, 16 at a time at most. Safe for several threads. */
public final class PassLookups implements TxtResolver {
    private final TxtResolver resolver;
    private final InFlight inFlight = new InFlight(Parallel.AT_ONCE);
    private final Map<OwnerName, FutureTask<Lookup>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();

    public PassLookups(TxtResolver resolver) {
        this.resolver = resolver;
    }

    /** The first who asks waits for the answer; later ones get the same. */
    @Override
    public Lookup lookup(OwnerName name) {
        FutureTask<Lookup> task = asked.computeIfAbsent(name, n -> new FutureTask<>(() -> ask(n)));
        task.run();
        return result(task);
    }

    /** All of them, in the order given. */
    public Map<OwnerName, Lookup> all(Collection<OwnerName> names) {
        Map<OwnerName, Future<Lookup>> running = new LinkedHashMap<>();
        Map<OwnerName, Lookup> found = new LinkedHashMap<>();
        try (ExecutorService threads = Parallel.threads(names.size())) {
            names.forEach(name -> running.computeIfAbsent(name, n -> threads.submit(() -> lookup(n))));
            running.forEach((name, lookup) -> found.put(name, result(lookup)));
        }
        return found;
    }

    /** Names that somebody answered, be it that there is nothing. */
    public int answers() {
        return answers.get();
    }

    /** Names that nobody answered. */
    public int silences() {
        return silences.get();
    }

    private Lookup ask(OwnerName name) throws InterruptedException {
        inFlight.enter();
        boolean answered = false;
        try {
            Lookup lookup = resolver.lookup(name);
            answered = switch (lookup) {
                case Lookup.Found _, Lookup.Absent _ -> true;
                case Lookup.Unreachable _ -> false;
            };
            return lookup;
        } finally {
            (answered ? answers : silences).incrementAndGet();
            inFlight.leave(answered);
        }
    }

    private static Lookup result(Future<Lookup> lookup) {
        try {
            return lookup.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Lookup.Unreachable("interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InterruptedException) {
                return new Lookup.Unreachable("interrupted");
            }
            throw new IllegalStateException("a lookup failed otherwise than by its answer", failed.getCause());
        }
    }

    /** The values at a name; none where there are none or nobody answers. */
    public static List<TxtValue> values(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Found(var values) -> values;
            case Lookup.Absent _, Lookup.Unreachable _ -> List.of();
        };
    }
}

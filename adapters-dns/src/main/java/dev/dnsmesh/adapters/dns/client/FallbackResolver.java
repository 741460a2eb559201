package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Reads through a second resolver what the first cannot be reached for, such as the home node over HTTPS where port 53 is
 * blocked (client.md 19.5). While that is known, the second is asked first. Safe for concurrent use.
 */
public final class FallbackResolver implements TxtResolver {
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    private final TxtResolver first;
    private final Supplier<TxtResolver> second;
    private final TimeSource time;
    private boolean blocked;
    private long blockedUntil;

    /** @param second made when the first fails */
    public FallbackResolver(TxtResolver first, Supplier<TxtResolver> second, TimeSource time) {
        this.first = first;
        this.second = second;
        this.time = time;
    }

    @Override
    public Lookup lookup(OwnerName name) {
        if (isBlocked()) {
            Lookup found = second.get().lookup(name);
            return found instanceof Lookup.Unreachable ? first.lookup(name) : found;
        }
        return switch (first.lookup(name)) {
            case Lookup.Found found -> found;
            case Lookup.Absent absent -> absent;
            case Lookup.Unreachable(String why) -> switch (second.get().lookup(name)) {
                case Lookup.Found found -> helped(found);
                case Lookup.Absent absent -> helped(absent);
                case Lookup.Unreachable(String whyToo) -> new Lookup.Unreachable(why + "; " + whyToo);
            };
        };
    }

    private synchronized boolean isBlocked() {
        return blocked && time.nanos() - blockedUntil < 0;
    }

    private synchronized Lookup helped(Lookup lookup) {
        blocked = true;
        blockedUntil = time.nanos() + REMEMBERED_NANOS;
        return lookup;
    }
}

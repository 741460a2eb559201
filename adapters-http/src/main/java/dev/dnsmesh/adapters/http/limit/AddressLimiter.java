package dev.dnsmesh.adapters.http.limit;

import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.limit.Rate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A token bucket per client address, IPv6 by its /64 (http.md 3, registration.md W12). At most 10,000 are kept; the least
 * recently used gives way. Whole requests are counted: a fraction of the burst is cut off, but for the first.
 */
public final class AddressLimiter {
    private static final int MAX_ADDRESSES = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private final Rate limit;
    private final TimeMeter clock;
    private final Map<InetAddress, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    public AddressLimiter(Rate limit, TimeSource time) {
        this.limit = limit;
        this.clock = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return time.nanos();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    /** Charges one request; where it is one too many, the whole seconds until the next is allowed, at least 1. */
    public OptionalLong refuses(InetAddress client) {
        if (limit.isOff()) {
            return OptionalLong.empty();
        }
        ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    /** What {@link #refuses} would say, without charging. */
    public OptionalLong wouldRefuse(InetAddress client) {
        if (limit.isOff()) {
            return OptionalLong.empty();
        }
        var probe = bucket(client).estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? OptionalLong.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    private static OptionalLong seconds(long nanos) {
        return OptionalLong.of(Math.max(1, (nanos + NANOS - 1) / NANOS));
    }

    private Bucket bucket(InetAddress client) {
        InetAddress key = network(client);
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, fresh -> newBucket());
        }
    }

    private Bucket newBucket() {
        long capacity = Math.max(1, (long) Math.min(limit.burst(), 1e9));
        long nanosPerToken = Math.max(1, Math.round(Math.min(NANOS / limit.perSecond(), 1e18)));
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder().capacity(capacity)
                        .refillGreedy(1, Duration.ofNanos(nanosPerToken)).build())
                .build();
    }

    private static InetAddress network(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        byte[] octets = client.getAddress();
        Arrays.fill(octets, 8, 16, (byte) 0);
        return Addresses.of(octets);
    }
}

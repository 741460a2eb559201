package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.SeedLists;
import dev.dnsmesh.application.port.out.SeedLists.Fetch;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.SeedList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zones of the public lists, in the order of their URLs (heartbeat.md 9): fetched for the first round and every six
 * hours. A list that cannot be had leaves what it said before; a slow one joins the next round. Used by one thread.
 */
public final class PublicSeeds implements Supplier<List<OwnerName>> {
    private static final Logger LOG = LoggerFactory.getLogger(PublicSeeds.class);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<String> urls;
    private final SeedLists lists;
    private final Meter meter;
    private final TimeSource time;
    private final Map<String, List<OwnerName>> zones = new ConcurrentHashMap<>();
    private OptionalLong attempted = OptionalLong.empty();

    public PublicSeeds(List<String> urls, SeedLists lists, Meter meter, TimeSource time) {
        this.urls = List.copyOf(urls);
        this.lists = lists;
        this.meter = meter;
        this.time = time;
    }

    @Override
    public List<OwnerName> get() {
        long now = time.nanos();
        if (!urls.isEmpty() && (attempted.isEmpty() || now - attempted.getAsLong() >= EVERY.toNanos())) {
            attempted = OptionalLong.of(now);
            try {
                Thread.ofVirtual().name("seed-lists").start(this::fetch).join(PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return urls.stream().flatMap(url -> zones.getOrDefault(url, List.of()).stream()).distinct().toList();
    }

    private void fetch() {
        for (String url : urls) {
            Optional<List<OwnerName>> fetched = read(url);
            fetched.ifPresent(list -> zones.put(url, list));
            meter.counter("dmp_heartbeat_seed_fetch_total", "result", fetched.isPresent() ? "fetched" : "failed").increment();
        }
    }

    private Optional<List<OwnerName>> read(String url) {
        return switch (lists.fetch(url)) {
            case Fetch.Content(var octets) -> {
                Optional<String> text = octets.asUtf8();
                if (text.isEmpty()) {
                    LOG.warn("the list of seeds at {} is not UTF-8 and is ignored", url);
                }
                yield text.map(SeedList::zones);
            }
            case Fetch.Failed(String why) -> {
                LOG.info("no list of seeds from {}: {}", url, why);
                yield Optional.empty();
            }
        };
    }
}

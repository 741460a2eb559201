package dev.dnsmesh.application.usecase.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.SeedLists.Fetch;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicSeedsTest {
    private final ManualTime time = new ManualTime(Instant.parse("2026-11-26T00:00:00Z"));
    private final CountingMeter meter = new CountingMeter();
    private final Map<String, Fetch> web = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private PublicSeeds seeds(String... urls) {
        return new PublicSeeds(List.of(urls), url -> {
            asked.add(url);
            return web.getOrDefault(url, new Fetch.Failed("nobody there"));
        }, meter, time);
    }

    private static Fetch list(String text) {
        return new Fetch.Content(Octets.utf8(text));
    }

    private static List<String> told(PublicSeeds seeds) {
        return seeds.get().stream().map(OwnerName::text).toList();
    }

    @Test
    void zones_come_in_the_order_of_the_urls_and_each_once() {
        web.put("u1", list("b.example\na.example\n"));
        web.put("u2", list("a.example\nc.example\n"));
        assertThat(told(seeds("u1", "u2"))).containsExactly("b.example", "a.example", "c.example");
        assertThat(meter.count("dmp_heartbeat_seed_fetch_total", "result", "fetched")).isEqualTo(2);
    }

    @Test
    void lists_are_fetched_at_first_and_every_six_hours_successful_or_not() {
        PublicSeeds seeds = seeds("u1");
        assertThat(told(seeds)).isEmpty();
        time.advance(Duration.ofHours(6).minusNanos(1));
        told(seeds);
        assertThat(asked).hasSize(1);
        web.put("u1", list("a.example"));
        time.advance(Duration.ofNanos(1));
        assertThat(told(seeds)).containsExactly("a.example");
        assertThat(asked).hasSize(2);
        assertThat(meter.count("dmp_heartbeat_seed_fetch_total", "result", "failed")).isEqualTo(1);
    }

    @Test
    void a_list_that_cannot_be_had_or_read_leaves_what_it_said_before() {
        PublicSeeds seeds = seeds("u1");
        web.put("u1", list("a.example"));
        assertThat(told(seeds)).containsExactly("a.example");
        for (Fetch failing : List.of(new Fetch.Failed("status 500"), new Fetch.Content(Octets.of((byte) 0xff)))) {
            web.put("u1", failing);
            time.advance(Duration.ofHours(6));
            assertThat(told(seeds)).containsExactly("a.example");
        }
        web.put("u1", list(""));
        time.advance(Duration.ofHours(6));
        assertThat(told(seeds)).isEmpty();
    }

    @Test
    void without_urls_nothing_is_fetched() {
        assertThat(told(seeds())).isEmpty();
        assertThat(asked).isEmpty();
    }
}

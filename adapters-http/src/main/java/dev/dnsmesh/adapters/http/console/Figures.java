package dev.dnsmesh.adapters.http.console;

import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.application.port.out.TimeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the meters told, now and every few seconds over the last half hour, so that a console that is just opened has
 * something to draw. Kept in memory; sums only, as the meters are.
 */
public final class Figures {
    /** How often {@link #sample} is to be called. */
    public static final java.time.Duration EVERY = java.time.Duration.ofSeconds(10);
    private static final int KEPT = 180;
    /** Of these families the past is kept. */
    private static final List<String> KEPT_FAMILIES = List.of("dmp_records", "dmp_dns_queries_total", "dmp_updates_total",
            "dmp_update_refusals_total", "dmp_http_requests_total", "dmp_sync_");

    private final Supplier<Map<String, Double>> meters;
    private final TimeSource time;
    private final Deque<Point> points = new ArrayDeque<>();

    private record Point(long millis, Map<String, Double> series) {
        JsonText json() {
            JsonText values = JsonText.object();
            series.forEach((name, value) -> values.put(name, (double) value));
            return JsonText.object().put("t", millis).put("series", values);
        }
    }

    /** @param meters by series, as Prometheus writes one: {@code name{label="value"}} */
    public Figures(Supplier<Map<String, Double>> meters, TimeSource time) {
        this.meters = meters;
        this.time = time;
    }

    /** Remembers what the meters tell now, and forgets what is too old. */
    public void sample() {
        Point point = new Point(time.now().toEpochMilli(), kept(meters.get()));
        synchronized (points) {
            points.addLast(point);
            if (points.size() > KEPT) {
                points.removeFirst();
            }
        }
    }

    JsonText now() {
        return new Point(time.now().toEpochMilli(), meters.get()).json();
    }

    /** Oldest first. */
    List<JsonText> past() {
        List<Point> known;
        synchronized (points) {
            known = new ArrayList<>(points);
        }
        return known.stream().map(Point::json).toList();
    }

    private static Map<String, Double> kept(Map<String, Double> all) {
        Map<String, Double> some = new java.util.HashMap<>(all);
        some.keySet().removeIf(series -> KEPT_FAMILIES.stream().noneMatch(series::startsWith));
        return Map.copyOf(some);
    }
}

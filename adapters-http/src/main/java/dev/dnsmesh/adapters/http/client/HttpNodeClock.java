package dev.dnsmesh.adapters.http.client;

import dev.dnsmesh.application.client.port.out.NodeClock;
import dev.dnsmesh.application.port.out.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the {@code Date} of an answer (RFC 9110 6.6.1). */
public final class HttpNodeClock implements NodeClock {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final HttpClient client;
    private final TimeSource time;

    public HttpNodeClock(HttpClient client, TimeSource time) {
        this.client = client;
        this.time = time;
    }

    @Override
    public Optional<Duration> ahead(String base) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health")).timeout(LIMIT).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).headers().firstValue("Date")
                    .map(date -> Duration.between(time.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))));
        } catch (IOException | IllegalArgumentException | DateTimeException untold) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

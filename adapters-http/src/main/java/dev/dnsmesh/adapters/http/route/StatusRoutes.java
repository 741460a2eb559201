package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import java.util.Optional;

/** {@code /health} and {@code /stats} (http.md 6.1, 6.2): for everybody, without limits. */
public final class StatusRoutes implements Routes {
    private final CheckHealth health;
    private final CountRecords records;

    public StatusRoutes(CheckHealth health, CountRecords records) {
        this.health = health;
        this.records = records;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        if (!method.reads()) {
            return Optional.empty();
        }
        return switch (target) {
            case "/health" -> Optional.of(request -> health());
            case "/stats" -> Optional.of(request ->
                    Answer.json(200, JsonText.object().put("records", records.count())));
            default -> Optional.empty();
        };
    }

    private Answer health() {
        return switch (health.check()) {
            case CheckHealth.Health.Sound() -> Answer.json(200, JsonText.object().put("status", "ok"));
            case CheckHealth.Health.Degraded(var store) ->
                    Answer.json(503, JsonText.object().put("status", "degraded").put("store", store));
        };
    }
}

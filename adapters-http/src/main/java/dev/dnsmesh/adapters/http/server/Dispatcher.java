package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import java.util.List;
import java.util.Optional;

/** From a request to its answer, whatever happens on the way. */
final class Dispatcher {
    private final List<Routes> routes;
    private final ErrorTrail errors;

    Dispatcher(List<Routes> routes, ErrorTrail errors) {
        this.routes = List.copyOf(routes);
        this.errors = errors;
    }

    Answer answer(Request request) {
        try {
            Answer answer = find(request).map(handler -> handler.handle(request))
                    .orElseGet(() -> Answer.error(404, "not found"));
            return errors.traced(answer, request.method().name(), request.target());
        } catch (RuntimeException | Error fault) {
            // The last place where a fault can still become an answer instead of a dropped connection (http.md 13.10).
            return errors.fault(request.method().name(), request.target(), fault);
        }
    }

    private Optional<Routes.Handler> find(Request request) {
        for (Routes some : routes) {
            Optional<Routes.Handler> handler = some.find(request.method(), request.target());
            if (handler.isPresent()) {
                return handler;
            }
        }
        return Optional.empty();
    }
}

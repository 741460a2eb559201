package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer, whatever happens on the way. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final String RECORDS = "/v1/records/";

    private final List<Routes> routes;

    Dispatcher(List<Routes> routes) {
        this.routes = List.copyOf(routes);
    }

    Answer answer(Request request) {
        try {
            return find(request).map(handler -> handler.handle(request)).orElseGet(() -> Answer.error(404, "not found"));
        } catch (RuntimeException | Error fault) {
            // The last place where a fault can still become an answer instead of a dropped connection (http.md 13.10).
            LOG.error("fault in {} {}", request.method(), origin(request), fault);
            return Answer.error(500, "internal error");
        }
    }

    /** Who asked for what; but names of records and addresses never stand together in a log (registration.md W10). */
    private static String origin(Request request) {
        String path = Routes.path(request.target());
        return path.startsWith(RECORDS) ? RECORDS + "..." : path + " for " + request.client().getHostAddress();
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

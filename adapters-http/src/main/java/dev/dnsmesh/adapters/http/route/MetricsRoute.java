package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Bearer;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.application.port.in.AuthoriseRead;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /metrics} (http.md 6.3), for whoever may read records. */
public final class MetricsRoute implements Routes {
    private final Supplier<String> metrics;
    private final AuthoriseRead readers;

    /** @param metrics everything that was metered, in the text format 0.0.4 of Prometheus */
    public MetricsRoute(Supplier<String> metrics, AuthoriseRead readers) {
        this.metrics = metrics;
        this.readers = readers;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        return method.reads() && target.equals("/metrics")
                ? Optional.of(request -> readers.authorises(Bearer.token(request))
                        ? Answer.text(200, "text/plain; version=0.0.4", metrics.get())
                        : Answer.error(401, "unauthorized"))
                : Optional.empty();
    }
}

package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v1/sync/*} of a node without a sync token: closed to everybody (http.md 2.3). */
public final class ClosedSyncRoutes implements Routes {
    private final AddressLimiter limiter;

    /** @param limiter the general one */
    public ClosedSyncRoutes(AddressLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        boolean known = switch (Routes.path(target)) {
            case "/v1/sync/digest", "/v1/sync/cluster-manifest" -> method.reads();
            case "/v1/sync/pull" -> method == Method.POST;
            default -> false;
        };
        return known ? Optional.of(request -> {
            OptionalLong wait = limiter.refuses(request.client());
            return wait.isPresent() ? TooMany.answer("rate limit exceeded", wait.getAsLong()) : Answer.error(403, "forbidden");
        }) : Optional.empty();
    }
}

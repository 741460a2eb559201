package dev.dnsmesh.adapters.http.console;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Json;
import dev.dnsmesh.adapters.http.exchange.JsonBody;
import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.limit.Rate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * {@code /console} and what is below it. The page itself is for everybody and empty; every figure needs a session, which the
 * operator token opens; every change needs the session's word besides, so that no other page can cause it.
 */
public final class ConsoleRoutes implements Routes {
    /** Attempts to sign in, per address: a token has far too many bits to be tried, so this only keeps the log short. */
    private static final Rate ATTEMPTS = new Rate(0.2, 10);

    private final Identity identity;
    private final Sessions sessions;
    private final Figures figures;
    private final Credentials credentials;
    private final CheckHealth health;
    private final AddressLimiter attempts;

    /** What the page calls the node. {@code zone} may be empty. */
    public record Identity(String zone, String version, String storage) {
    }

    /** The ports behind the console. */
    public record Ports(OperatorTokens operator, AdministerTsigKeys keys, AdministerTokens tokens, CheckHealth health, RandomSource random,
                        TimeSource time) {
    }

    public ConsoleRoutes(Identity identity, Figures figures, Ports ports) {
        this.identity = identity;
        this.figures = figures;
        this.sessions = new Sessions(ports.operator(), ports.random(), ports.time());
        this.credentials = new Credentials(ports.keys(), ports.tokens(), ports.time());
        this.health = ports.health();
        this.attempts = new AddressLimiter(ATTEMPTS, ports.time());
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        return switch (method) {
            case GET, HEAD -> read(target);
            case POST -> switch (target) {
                case "/console/session" -> Optional.of(guarded(this::signIn));
                case "/console/revoke" -> Optional.of(guarded(confirmed((request, session) -> withBody(request, credentials::revoke))));
                default -> Optional.empty();
            };
            case DELETE -> target.equals("/console/session") ? Optional.of(guarded(confirmed(this::signOut))) : Optional.empty();
        };
    }

    private Optional<Handler> read(String target) {
        if (target.equals("/console") || target.equals("/console/")) {
            return Optional.of(request -> Asset.PAGE.answer());
        }
        for (Asset asset : Asset.values()) {
            if (target.equals("/console/" + asset.file())) {
                return Optional.of(request -> asset.answer());
            }
        }
        return switch (target) {
            case "/console/session" -> Optional.of(guarded(signedIn((request, session) -> told(session))));
            case "/console/now" -> Optional.of(guarded(signedIn((request, session) -> now())));
            case "/console/past" -> Optional.of(guarded(signedIn((request, session) ->
                    Answer.json(200, JsonText.object().putObjects("points", figures.past())))));
            case "/console/credentials" -> Optional.of(guarded(signedIn((request, session) -> credentials.list())));
            default -> Optional.empty();
        };
    }

    private Answer signIn(Request request) {
        OptionalLong wait = attempts.refuses(request.client());
        if (wait.isPresent()) {
            return Answer.error(429, "too many attempts").with("Retry-After", Long.toString(wait.getAsLong()));
        }
        boolean secure = request.header("Origin").map(origin -> origin.startsWith("https://")).orElse(false);
        return withBody(request, body -> body.text("token").flatMap(sessions::open)
                .map(session -> told(session).with("Set-Cookie", session.cookie(secure)))
                .orElseGet(ConsoleRoutes::unauthorized));
    }

    private Answer signOut(Request request, Sessions.Session session) {
        sessions.close(session);
        return Answer.empty(204).with("Set-Cookie", Sessions.COOKIE + "=; Path=/console; HttpOnly; SameSite=Strict; Max-Age=0");
    }

    private Answer told(Sessions.Session session) {
        return Answer.json(200, JsonText.object().put("word", session.word()).put("zone", identity.zone()).put("version", identity.version())
                .put("storage", identity.storage())).uncompressed();
    }

    private Answer now() {
        return Answer.json(200, figures.now().put("health", switch (health.check()) {
            case CheckHealth.Health.Sound() -> "";
            case CheckHealth.Health.Degraded(var store) -> store;
        }));
    }

    private static Answer withBody(Request request, java.util.function.Function<Json.Members, Answer> use) {
        return switch (JsonBody.read(request, Request.USUAL_BODY)) {
            case JsonBody.Refused(var answer) -> answer;
            case JsonBody.Value(Json.Members members) -> use.apply(members);
            case JsonBody.Value ignored -> Answer.error(400, "invalid body");
        };
    }

    private Handler signedIn(BiFunction<Request, Sessions.Session, Answer> inside) {
        return request -> sessions.of(request).map(session -> inside.apply(request, session)).orElseGet(ConsoleRoutes::unauthorized);
    }

    /** Signed in, and meant by the console that did. */
    private Handler confirmed(BiFunction<Request, Sessions.Session, Answer> inside) {
        return signedIn((request, session) -> session.isConfirmedBy(request) ? inside.apply(request, session) : Answer.error(403, "forbidden"));
    }

    private static Handler guarded(Handler handler) {
        return request -> Asset.guarded(handler.handle(request));
    }

    private static Answer unauthorized() {
        return Answer.error(401, "unauthorized");
    }
}

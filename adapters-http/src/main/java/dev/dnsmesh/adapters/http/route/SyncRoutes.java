package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Bearer;
import dev.dnsmesh.adapters.http.exchange.Json;
import dev.dnsmesh.adapters.http.exchange.JsonBody;
import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.application.port.in.ServePeers;
import dev.dnsmesh.application.port.in.ServePeers.DeletionPage;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.DigestPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/sync/*} (http.md 9): what peers with the sync token pull. Without one it is closed to everybody. */
public final class SyncRoutes implements Routes {
    /** Octets of a request to pull, and names in it (http.md 13.2). */
    private static final int PULL_BODY = 1 << 20;
    private static final int PULL_NAMES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SyncRoutes.class);

    private final ServePeers peers;
    private final AddressLimiter limiter;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param limiter the general one */
    public SyncRoutes(ServePeers peers, AddressLimiter limiter) {
        this.peers = peers;
        this.limiter = limiter;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        return switch (Routes.path(target)) {
            case "/v1/sync/digest" -> where(method.reads(), this::digest);
            case "/v1/sync/pull" -> where(method == Method.POST, this::pull);
            case "/v1/sync/cluster-manifest" -> where(method.reads(), request -> manifest());
            default -> Optional.empty();
        };
    }

    private Optional<Handler> where(boolean allowed, Handler open) {
        return allowed ? Optional.of(request -> gated(request, open)) : Optional.empty();
    }

    private Answer gated(Request request, Handler open) {
        OptionalLong wait = limiter.refuses(request.client());
        if (wait.isPresent()) {
            return TooMany.answer("rate limit exceeded", wait.getAsLong());
        }
        return peers.admits(Bearer.token(request)) ? open.handle(request) : Answer.error(403, "forbidden");
    }

    private Answer digest(Request request) {
        return switch (DigestQuery.of(request.target())) {
            case DigestQuery.Refused(String reason) -> Answer.error(400, reason);
            case DigestQuery.Asked(var after, int limit, boolean dated, boolean deletions) -> {
                if (dated && !warned.getAndSet(true)) {
                    LOG.warn("{} asks for a digest with since=, which passes over rows of that millisecond; said once", request.client().getHostAddress());
                }
                Optional<DeletionPage> told = deletions ? peers.digestWithDeletions(after, limit) : Optional.empty();
                yield Answer.json(200, told.map(SyncRoutes::page).orElseGet(() -> page(peers.digest(after, limit))));
            }
        };
    }

    private static JsonText page(DigestPage page) {
        return JsonText.object().putObjects("records", page.rows().stream().map(SyncRoutes::entry).toList())
                .put("has_more", page.hasMore()).put("next_cursor", page.next().text());
    }

    /** With what the peer may ask of this node at once (cluster.md 13.3 rule 5, 13.6). */
    private static JsonText page(DeletionPage page) {
        return JsonText.object().put("tombstones", true).put("instance", page.instance()).put("pull_names", PULL_NAMES).put("pull_bytes", PULL_BODY)
                .putObjects("records", page.rows().stream().map(SyncRoutes::entry).toList()).put("has_more", page.hasMore())
                .put("next_cursor", page.next().text());
    }

    private static JsonText entry(Announcement row) {
        return switch (row) {
            case Announcement.Live(DigestEntry entry, long published) -> entry(entry).put("pub", published);
            case Announcement.Deleted(DigestEntry entry, long deletedAt) -> entry(entry).put("deleted", true).put("del", deletedAt);
            case Announcement.Ahead ignored -> throw new IllegalArgumentException("nothing of ours");
            case Announcement.Invalid ignored -> throw new IllegalArgumentException("nothing of ours");
        };
    }

    private static JsonText entry(DigestEntry row) {
        return JsonText.object().put("name", row.name()).put("hash", row.hash()).put("ts", row.millis()).put("ttl", row.ttl());
    }

    private Answer pull(Request request) {
        return switch (JsonBody.read(request, PULL_BODY)) {
            case JsonBody.Refused(var answer) -> answer;
            case JsonBody.Value(Json.Members members) when members.values().get("names") instanceof Json.Items(var names) -> pull(names);
            case JsonBody.Value ignored -> Answer.error(400, "names must be a list");
        };
    }

    private Answer pull(List<Json> asked) {
        if (asked.size() > PULL_NAMES) {
            return Answer.error(400, "at most " + PULL_NAMES + " names per request");
        }
        List<String> names = new ArrayList<>(asked.size());
        for (Json name : asked) {
            if (!(name instanceof Json.Text(String text))) {
                return Answer.error(400, "names must be strings");
            }
            names.add(text);
        }
        return Answer.json(200, JsonText.object().putObjects("records", peers.pull(names).stream()
                .map(row -> JsonText.object().put("name", row.name()).put("value", row.value()).put("ttl", row.ttl())).toList()));
    }

    private Answer manifest() {
        return peers.manifest().map(manifest -> Answer.json(200, JsonText.object().put("wire", manifest.wire())
                .putUnsigned("seq", manifest.sequence().value()).putUnsigned("exp", manifest.expiresAt().seconds()).put("cluster_name", manifest.cluster())))
                .orElseGet(() -> Answer.empty(204));
    }
}

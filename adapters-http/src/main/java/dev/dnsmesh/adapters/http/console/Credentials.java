package dev.dnsmesh.adapters.http.console;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Json;
import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** TSIG keys and tokens: what is told of them, and their end. Never a secret. */
final class Credentials {
    /** Rows that a page can carry. */
    private static final int MOST = 2000;
    /** For the audit: whoever holds the operator token. */
    private static final String USER = "console";

    private final AdministerTsigKeys keys;
    private final AdministerTokens tokens;
    private final TimeSource time;

    Credentials(AdministerTsigKeys keys, AdministerTokens tokens, TimeSource time) {
        this.keys = keys;
        this.tokens = tokens;
        this.time = time;
    }

    Answer list() {
        Instant now = time.now();
        List<TsigKey> allKeys = keys.list(Optional.empty());
        List<Token> allTokens = tokens.list(Optional.empty());
        return Answer.json(200, JsonText.object()
                .put("total", allKeys.size() + (long) allTokens.size())
                .putObjects("tsig", allKeys.stream().limit(MOST).map(key -> told(key, now)).toList())
                .putObjects("tokens", allTokens.stream().limit(MOST).map(token -> told(token, now)).toList())).uncompressed();
    }

    private static JsonText told(TsigKey key, Instant now) {
        return JsonText.object().put("id", key.name().text()).put("subject", key.subject().map(Subject::text).orElse(""))
                .put("active", key.isActiveAt(now)).put("revoked", key.revokedAt().isPresent()).put("since", key.createdAt().getEpochSecond())
                .put("until", seconds(key.expiresAt())).put("scopes", key.suffixes().size());
    }

    private static JsonText told(Token token, Instant now) {
        return JsonText.object().put("id", token.hash().hex()).put("subject", token.subject().text()).put("active", token.isLiveAt(now))
                .put("revoked", token.revokedAt().isPresent()).put("since", token.issuedAt().getEpochSecond())
                .put("until", seconds(token.expiresAt()));
    }

    private static OptionalLong seconds(Optional<Instant> end) {
        return end.map(instant -> OptionalLong.of(instant.getEpochSecond())).orElse(OptionalLong.empty());
    }

    /** {@code {"kind": "tsig" | "token", "id": "..."}}. */
    Answer revoke(Json.Members body) {
        String id = body.text("id").orElse("");
        return switch (body.text("kind").orElse("")) {
            case "tsig" -> TsigKeyName.parse(id).map(name -> told(keys.revoke(new KeyTarget.Named(name), USER))).orElseGet(Credentials::unknown);
            case "token" -> id.matches("[0-9a-f]{64}") ? told(tokens.revoke(new TokenTarget.Beginning(id), USER)) : unknown();
            default -> Answer.error(400, "kind (tsig or token) and id required");
        };
    }

    private static Answer told(RevokeOutcome outcome) {
        return switch (outcome) {
            case RevokeOutcome.Revoked ignored -> Answer.json(200, JsonText.object().put("revoked", true));
            case RevokeOutcome.Nothing() -> unknown();
            case RevokeOutcome.Ambiguous() -> Answer.error(409, "ambiguous");
        };
    }

    private static Answer unknown() {
        return Answer.error(404, "nothing to revoke");
    }
}

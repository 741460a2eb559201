package dev.dnsmesh.adapters.http.client;

import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Utf8;
import dev.dnsmesh.domain.rrset.TxtValue;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls a node over HTTP(S): 10 s a call, redirects not followed, answers bounded. */
public final class HttpNodeApi implements NodeApi {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(4);
    private static final int MAX_ANSWER = 65_536;

    private final Supplier<HttpClient> client;

    /** @param client asked for with the first call: making one, with all that TLS takes, takes a while */
    public HttpNodeApi(Supplier<HttpClient> client) {
        this.client = client;
    }

    @Override
    public Reply<String> health(String base) {
        return call(base, "/health", Optional.empty(), HEALTH_LIMIT, HttpRequest.Builder::GET, 200, Optional::of);
    }

    @Override
    public Reply<Challenge> challenge(String base) {
        return call(base, "/v1/registration/challenge", Optional.empty(), LIMIT, HttpRequest.Builder::GET, 200,
                json(body -> {
                    String challenge = text(body, "challenge");
                    String node = text(body, "node");
                    return challenge == null || node == null ? Optional.empty()
                            : Optional.of(new Challenge(challenge, node,
                                    Optional.ofNullable(text(body, "server_x25519_pub")),
                                    integers(body.getJsonArray("signature_versions"))));
                }));
    }

    @Override
    public Reply<Token> confirm(String base, Confirmation confirmation) {
        return call(base, "/v1/registration/confirm", Optional.empty(), LIMIT, posting(body(confirmation)), 200,
                json(body -> {
                    String token = text(body, "token");
                    return token == null || token.isEmpty() ? Optional.empty()
                            : Optional.of(new Token(token, body.getString("subject", confirmation.subject()),
                                    Optional.ofNullable(body.getLong("expires_at"))));
                }));
    }

    @Override
    public Reply<MintedKey> confirmTsig(String base, Confirmation confirmation) {
        JsonObject request = body(confirmation);
        confirmation.x25519Pub().ifPresent(key -> request.put("x25519_pub", key));
        confirmation.x25519Proof().ifPresent(proof -> request.put("x25519_pop", proof));
        return call(base, "/v1/registration/tsig-confirm", Optional.empty(), LIMIT, posting(request), 200,
                json(body -> {
                    String name = text(body, "tsig_key_name");
                    String secret = text(body, "tsig_secret_hex");
                    String zone = text(body, "zone");
                    return name == null || secret == null || zone == null ? Optional.empty()
                            : Optional.of(new MintedKey(name, secret, body.getString("tsig_algorithm", "hmac-sha256"),
                                    texts(body.getJsonArray("allowed_suffixes")),
                                    body.getString("subject", confirmation.subject()), zone,
                                    body.getLong("expires_at", 0L)));
                }));
    }

    @Override
    public Reply<String> publish(String base, Optional<String> token, OwnerName name, TxtValue value, long ttlSeconds) {
        var request = new JsonObject().put("value", value.text().orElse("")).put("ttl", ttlSeconds);
        return call(base, "/v1/records/" + name, token, LIMIT, posting(request), 201, Optional::of);
    }

    @Override
    public Reply<String> delete(String base, Optional<String> token, OwnerName name, TxtValue value) {
        var request = new JsonObject().put("value", value.text().orElse(""));
        return call(base, "/v1/records/" + name, token, LIMIT,
                b -> b.method("DELETE", HttpRequest.BodyPublishers.ofString(request.encode())), 204, Optional::of);
    }

    private <T> Reply<T> call(String base, String path, Optional<String> token, Duration limit,
                              Function<HttpRequest.Builder, HttpRequest.Builder> method, int success,
                              Function<String, Optional<T>> read) {
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(limit)
                    .header("Accept", "application/json");
            token.ifPresent(t -> builder.header("Authorization", "Bearer " + t));
            request = method.apply(builder).build();
        } catch (IllegalArgumentException notAUrl) {
            return new Reply.Unreachable<>("not a usable address: " + base);
        }
        try {
            HttpResponse<InputStream> response = client.get().send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] octets;
            try (InputStream in = response.body()) {
                octets = in.readNBytes(MAX_ANSWER + 1);
            }
            if (octets.length > MAX_ANSWER) {
                return new Reply.Malformed<>("the answer is longer than " + MAX_ANSWER + " octets");
            }
            String text = Utf8.decode(octets, 0, octets.length).orElse("");
            if (response.statusCode() != success) {
                return new Reply.Status<>(response.statusCode(), error(text));
            }
            return read.apply(text).<Reply<T>>map(Reply.Ok::new)
                    .orElseGet(() -> new Reply.Malformed<>("the answer to " + path + " lacks what it must hold"));
        } catch (HttpConnectTimeoutException silent) {
            return new Reply.Unreachable<>("no connection within " + limit.toSeconds() + " s");
        } catch (HttpTimeoutException silent) {
            return new Reply.Unreachable<>("no answer within " + limit.toSeconds() + " s");
        } catch (IOException failed) {
            return new Reply.Unreachable<>(failed.getMessage() == null ? "connection refused or closed" : failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply.Unreachable<>("interrupted");
        }
    }

    private static JsonObject body(Confirmation confirmation) {
        var body = new JsonObject().put("subject", confirmation.subject())
                .put("ed25519_spk", confirmation.ed25519Spk()).put("challenge", confirmation.challenge())
                .put("signature", confirmation.signature());
        return confirmation.signatureVersion() == 1 ? body
                : body.put("signature_version", confirmation.signatureVersion());
    }

    private static Function<HttpRequest.Builder, HttpRequest.Builder> posting(JsonObject body) {
        return builder -> builder.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    }

    /** Members of another type than expected make the answer malformed, like absent ones. */
    private static <T> Function<String, Optional<T>> json(Function<JsonObject, Optional<T>> read) {
        return text -> {
            try {
                return read.apply(new JsonObject(text));
            } catch (DecodeException | ClassCastException malformed) {
                return Optional.empty();
            }
        };
    }

    /** Vert.x would turn a number into text; a member of another type counts as absent. */
    private static String text(JsonObject body, String member) {
        return body.getValue(member) instanceof String text ? text : null;
    }

    private static String error(String text) {
        try {
            return new JsonObject(text).getString("error", "");
        } catch (DecodeException | ClassCastException notJson) {
            return "";
        }
    }

    private static List<Integer> integers(JsonArray array) {
        List<Integer> numbers = new ArrayList<>();
        if (array != null) {
            array.forEach(n -> {
                if (n instanceof Integer i) {
                    numbers.add(i);
                }
            });
        }
        return numbers.isEmpty() ? List.of(1) : List.copyOf(numbers);
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            array.forEach(t -> {
                if (t instanceof String s) {
                    texts.add(s);
                }
            });
        }
        return List.copyOf(texts);
    }
}

package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Json;
import dev.dnsmesh.adapters.http.exchange.JsonBody;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationFields;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** {@code /v1/registration/*} (registration.md 2, 7 and W11 to W15, http.md 8). */
public final class RegistrationRoutes implements Routes {
    /** A version that is none, for a member that is no version at all. */
    private static final long NO_VERSION = 0;

    private final IssueChallenge challenges;
    private final RegisterToken tokens;
    private final RegisterTsigKey keys;
    private final RegistrationAnswers answers;
    private final AddressLimiter asking;
    private final AddressLimiter confirming;

    /**
     * @param nodeName   what challenges name as the node: HEAD tells their length without issuing one
     * @param asking     for challenges
     * @param confirming for both confirmations together (W13)
     */
    public RegistrationRoutes(IssueChallenge challenges, RegisterToken tokens, RegisterTsigKey keys, String nodeName,
                              AddressLimiter asking, AddressLimiter confirming) {
        this.challenges = challenges;
        this.tokens = tokens;
        this.keys = keys;
        this.answers = new RegistrationAnswers(nodeName);
        this.asking = asking;
        this.confirming = confirming;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        if (!challenges.isAvailable()) {
            return Optional.empty();
        }
        return switch (method) {
            case GET -> isChallenge(target) ? Optional.of(this::challenge) : Optional.empty();
            case HEAD -> isChallenge(target) ? Optional.of(this::challengeHead) : Optional.empty();
            case POST -> switch (Routes.path(target)) {
                case "/v1/registration/confirm" -> Optional.of(request -> confirmed(request, this::token));
                case "/v1/registration/tsig-confirm" -> Optional.of(this::tsigKey);
                default -> Optional.empty();
            };
            case DELETE -> Optional.empty();
        };
    }

    private static boolean isChallenge(String target) {
        return target.equals("/v1/registration/challenge");
    }

    private Answer challenge(Request request) {
        OptionalLong wait = asking.refuses(request.client());
        return wait.isPresent() ? limited(wait) : answers.challenge(challenges.issue());
    }

    private Answer challengeHead(Request request) {
        OptionalLong wait = asking.wouldRefuse(request.client());
        return wait.isPresent() ? limited(wait) : answers.likeChallenge();
    }

    private Answer tsigKey(Request request) {
        return keys.isAvailable()
                ? confirmed(request, this::tsigKey)
                : Answer.error(404, "tsig registration disabled");
    }

    private Answer confirmed(Request request, BiFunction<Request, Json.Members, Answer> register) {
        OptionalLong wait = confirming.refuses(request.client());
        if (wait.isPresent()) {
            return limited(wait);
        }
        return switch (JsonBody.read(request, Request.USUAL_BODY)) {
            case JsonBody.Refused(var answer) -> answer;
            case JsonBody.Value(Json.Members members) -> register.apply(request, members);
            case JsonBody.Value ignored -> Answer.error(400, "invalid body");
        };
    }

    private Answer token(Request request, Json.Members members) {
        return switch (tokens.register(fields(request, members))) {
            case RegisterToken.Outcome.Granted granted -> answers.token(granted);
            case RegisterToken.Outcome.Refused(var refusal) -> answers.refusal(refusal);
        };
    }

    private Answer tsigKey(Request request, Json.Members members) {
        var asked = new RegisterTsigKey.Request(fields(request, members), text(members, "x25519_pub"),
                text(members, "x25519_pop"));
        return switch (keys.register(asked)) {
            case RegisterTsigKey.Outcome.Granted granted -> answers.tsigKey(granted);
            case RegisterTsigKey.Outcome.Refused(var refusal) -> answers.refusal(refusal);
        };
    }

    private static RegistrationFields fields(Request request, Json.Members members) {
        return new RegistrationFields(text(members, "subject"), text(members, "ed25519_spk"), text(members, "challenge"),
                text(members, "signature"), version(members), request.client());
    }

    private static Optional<String> text(Json.Members members, String name) {
        return members.values().get(name) instanceof Json.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    private static long version(Json.Members members) {
        return switch (members.values().getOrDefault("signature_version", new Json.Whole(BigInteger.ONE))) {
            case Json.Whole(BigInteger value) -> value.bitLength() < Long.SIZE ? value.longValue() : NO_VERSION;
            case Json.Text ignored -> NO_VERSION;
            case Json.Items ignored -> NO_VERSION;
            case Json.Members ignored -> NO_VERSION;
            case Json.Other ignored -> NO_VERSION;
            case Json.Nothing ignored -> NO_VERSION;
        };
    }

    private static Answer limited(OptionalLong wait) {
        return TooMany.answer("registration rate limit exceeded", wait.getAsLong());
    }
}

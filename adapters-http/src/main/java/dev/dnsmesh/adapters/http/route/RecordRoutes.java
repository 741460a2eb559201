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
import dev.dnsmesh.application.port.in.AuthoriseRead;
import dev.dnsmesh.application.port.in.AuthoriseWrite;
import dev.dnsmesh.application.port.in.AuthoriseWrite.Verdict;
import dev.dnsmesh.application.port.in.DeleteRecords;
import dev.dnsmesh.application.port.in.DeleteRecords.Which;
import dev.dnsmesh.application.port.in.PublishRecord;
import dev.dnsmesh.application.port.in.PublishRecord.Publication;
import dev.dnsmesh.application.port.in.ReadRecords;
import dev.dnsmesh.domain.access.WriteOperation;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RecordName;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** {@code /v1/records/{name}} (http.md 5): the address's limit first, then the gate, then the body. */
public final class RecordRoutes implements Routes {
    private static final BigInteger DEFAULT_TTL = BigInteger.valueOf(300);
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final PublishRecord publishing;
    private final ReadRecords reading;
    private final DeleteRecords deleting;
    private final AuthoriseWrite writers;
    private final AuthoriseRead readers;
    private final AddressLimiter limiter;

    /** @param limiter the general one */
    public RecordRoutes(PublishRecord publishing, ReadRecords reading, DeleteRecords deleting, AuthoriseWrite writers,
                        AuthoriseRead readers, AddressLimiter limiter) {
        this.publishing = publishing;
        this.reading = reading;
        this.deleting = deleting;
        this.writers = writers;
        this.readers = readers;
        this.limiter = limiter;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        return RecordPath.name(target).map(name -> request -> limited(request, switch (method) {
            case GET, HEAD -> allowed -> read(name, allowed);
            case POST -> allowed -> gated(name, WriteOperation.ADD, allowed, this::publish);
            case DELETE -> allowed -> gated(name, WriteOperation.DELETE, allowed, this::delete);
        }));
    }

    private Answer limited(Request request, Function<Request, Answer> allowed) {
        OptionalLong wait = limiter.refuses(request.client());
        return wait.isPresent() ? TooMany.answer("rate limit exceeded", wait.getAsLong()) : allowed.apply(request);
    }

    private Answer gated(String name, WriteOperation operation, Request request, Write write) {
        var attempt = new AuthoriseWrite.Attempt(Bearer.token(request), name, operation, request.client());
        return switch (writers.authorise(attempt)) {
            case Verdict.Allowed() -> write.answer(name, request);
            case Verdict.Denied() -> unauthorized();
            case Verdict.Throttled(long wait) -> TooMany.answer("per-token rate limit exceeded", wait);
        };
    }

    private Answer publish(String name, Request request) {
        return switch (JsonBody.read(request, Request.USUAL_BODY)) {
            case JsonBody.Refused(var answer) -> answer;
            case JsonBody.Value(Json.Members members) -> publication(name, members).map(this::publish)
                    .orElseGet(() -> Answer.error(400, "value (str) and ttl (int > 0) required"));
            case JsonBody.Value ignored -> Answer.error(400, "invalid body");
        };
    }

    private static Optional<Publication> publication(String name, Json.Members members) {
        return members.values().get("value") instanceof Json.Text(String value)
                && members.values().getOrDefault("ttl", new Json.Whole(DEFAULT_TTL)) instanceof Json.Whole(BigInteger ttl)
                && ttl.signum() > 0
                ? Optional.of(new Publication(name, value, ttl.min(LONGEST).longValue()))
                : Optional.empty();
    }

    private Answer publish(Publication publication) {
        return switch (publishing.publish(publication)) {
            case PublishRecord.Outcome.Stored ignored -> Answer.json(201, JsonText.object().put("ok", true));
            case PublishRecord.Outcome.TtlTooLong(long cap) -> Answer.error(400, "ttl exceeds cap of " + cap + "s");
            case PublishRecord.Outcome.ValueTooLong(long cap) -> Answer.error(400, "value exceeds cap of " + cap + " bytes");
            case PublishRecord.Outcome.NameFull(long cap) ->
                    Answer.error(413, "RRset at " + publication.name() + " already holds " + cap + " values");
            case PublishRecord.Outcome.AnswerFull() ->
                    Answer.error(413, "RRset at " + publication.name() + " would no longer fit an answer");
            case PublishRecord.Outcome.InvalidName() -> invalidName();
            case PublishRecord.Outcome.InvalidValue() -> invalidValue();
            case PublishRecord.Outcome.StoreRefused() -> storeRefused();
        };
    }

    private Answer read(String name, Request request) {
        if (!readers.authorises(Bearer.token(request))) {
            return unauthorized();
        }
        List<String> values = reading.read(name);
        return Answer.json(values.isEmpty() ? 404 : 200, JsonText.object().put("name", name).put("values", values));
    }

    private Answer delete(String name, Request request) {
        Optional<OwnerName> owner = RecordName.parse(name);
        if (owner.isEmpty()) {
            return invalidName();
        }
        return switch (JsonBody.read(request, Request.USUAL_BODY)) {
            case JsonBody.Refused(var answer) -> answer;
            case JsonBody.Value(Json.Members members) -> members.value("value").map(value -> switch (value) {
                case Json.Text(String text) -> delete(owner.get(), new Which.One(text));
                case Json.Whole ignored -> invalidValue();
                case Json.Items ignored -> invalidValue();
                case Json.Members ignored -> invalidValue();
                case Json.Other ignored -> invalidValue();
                case Json.Nothing ignored -> invalidValue();
            }).orElseGet(() -> delete(owner.get(), new Which.All()));
            case JsonBody.Value ignored -> Answer.error(400, "invalid body");
        };
    }

    private Answer delete(OwnerName owner, Which which) {
        return switch (deleting.delete(owner, which)) {
            case DeleteRecords.Outcome.Deleted() -> Answer.empty(204);
            case DeleteRecords.Outcome.NothingThere() -> Answer.empty(404);
            case DeleteRecords.Outcome.InvalidValue() -> invalidValue();
            case DeleteRecords.Outcome.StoreRefused() -> storeRefused();
        };
    }

    private static Answer unauthorized() {
        return Answer.error(401, "unauthorized");
    }

    private static Answer invalidName() {
        return Answer.error(400, "invalid record name");
    }

    private static Answer invalidValue() {
        return Answer.error(400, "invalid record value");
    }

    private static Answer storeRefused() {
        return Answer.json(502, JsonText.object().put("ok", false));
    }

    @FunctionalInterface
    private interface Write {
        Answer answer(String name, Request request);
    }
}

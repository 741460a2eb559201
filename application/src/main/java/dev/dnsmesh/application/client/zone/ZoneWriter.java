package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.update.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publishes and deletes records of the own zone: signed UPDATEs where there is a TSIG key, else HTTP (client.md 15, 19.1). */
public final class ZoneWriter {
    private final WriterChoice choice;
    private final UpdateSender updates;
    private final HttpRecords http;
    private final TimeSource time;

    public ZoneWriter(WriterChoice choice, UpdateSender updates, NodeApi node, TimeSource time) {
        this.choice = choice;
        this.updates = updates;
        this.http = new HttpRecords(node);
        this.time = time;
    }

    /** How it would write. */
    public ClientResult<Writer> writer(ClientSettings settings) {
        return choice.of(settings);
    }

    /**
     * Applies the changes in order, the last one only after all others are in place. By UPDATE they are in as few messages
     * as possible; over HTTP they are one request each.
     */
    public Written write(ClientSettings settings, List<Change> changes) {
        return switch (choice.of(settings)) {
            case ClientResult.Failed<Writer>(var failure) -> new Written.Failed(failure, 0);
            case ClientResult.Done<Writer>(var writer) -> write(writer, settings, changes);
        };
    }

    private Written write(Writer writer, ClientSettings settings, List<Change> changes) {
        return switch (writer) {
            case Writer.Http(var base, var token) -> http.write(base, token, changes);
            case Writer.Update(var target, var zone, var key) -> {
                Optional<Change> outside = changes.stream().filter(change -> !change.owner().isWithin(zone)).findFirst();
                if (outside.isPresent()) {
                    yield new Written.Failed(ClientFailure.of(ClientErrorCode.BAD_CONFIG, outside.get().owner()
                            + " lies outside tsig_zone " + zone + "; domain, identity_domain and tsig_zone must agree")
                            .with("name", outside.get().owner().text()).with("tsig_zone", zone.text()), 0);
                }
                Sent sent = updates.send(target, zone, changes, Optional.of(key));
                yield instead(sent, settings, changes).map(other -> http.write(other.base(), other.token(), changes))
                        .orElseGet(() -> judged(sent, settings));
            }
        };
    }

    /** Another way where nobody was reached; what cannot be said over HTTP has none. */
    private Optional<Writer.Http> instead(Sent sent, ClientSettings settings, List<Change> changes) {
        boolean sayable = changes.stream().noneMatch(Change.DeleteRrset.class::isInstance);
        return sent instanceof Sent.Unreachable(var _, int accepted) && accepted == 0 && sayable ? choice.instead(settings) : Optional.empty();
    }

    private Written judged(Sent sent, ClientSettings settings) {
        int accepted = switch (sent) {
            case Sent.Accepted _, Sent.BadKey _ -> 0;
            case Sent.Refused refused -> refused.acceptedChanges();
            case Sent.NotAuthentic(var changes) -> changes;
            case Sent.Unreachable(var _, var changes) -> changes;
        };
        return switch (sent) {
            case Sent.Accepted(var messages, var octets, var transport) -> new Written.Done(messages, octets, transport);
            case Sent.Refused _, Sent.NotAuthentic _, Sent.Unreachable _, Sent.BadKey _ ->
                    new Written.Failed(expired(Refusals.of(sent).orElseThrow(), settings), accepted);
        };
    }

    /** A key that has ended by its own date explains a refusal better than any guess. */
    private ClientFailure expired(ClientFailure failure, ClientSettings settings) {
        long end = settings.ours().tsigExpiresAt();
        boolean ended = end > 0 && failure.code() == ClientErrorCode.REFUSED && time.now().getEpochSecond() >= end;
        return ended ? failure.after("the TSIG key expired on " + Instant.ofEpochSecond(end)
                + " (renew it with: dnsmesh tsig register --node HOST); ").with("tsig_expires_at", end) : failure;
    }

    /** HTTP has no batch: one request a change. */
    private record HttpRecords(NodeApi node) {
        private static final int NOT_FOUND = 404;

        Written write(String base, Optional<String> token, List<Change> changes) {
            List<Change> additions = changes.stream().filter(Change.Add.class::isInstance).toList();
            List<Change> deletions = changes.stream().filter(change -> !(change instanceof Change.Add)).toList();
            // nothing is taken away before what comes in its place is there
            return switch (run(base, token, additions)) {
                case Written.Failed failed -> failed;
                case Written.Done _ -> switch (run(base, token, deletions)) {
                    case Written.Failed(var failure, var accepted) -> new Written.Failed(failure, additions.size() + accepted);
                    case Written.Done _ -> new Written.Done(changes.size(), 0, "http");
                };
            };
        }

        private Written run(String base, Optional<String> token, List<Change> changes) {
            return new ConcurrentRequests(4).run(changes, change -> failure(base, token, change));
        }

        private Optional<ClientFailure> failure(String base, Optional<String> token, Change change) {
            return switch (change) {
                case Change.Add(var owner, var value, var ttl, var _) -> Refusals.of(node.publish(base, token, owner, value, ttl.seconds()));
                case Change.DeleteValue(var owner, var value) -> switch (node.delete(base, token, owner, value)) {
                    case Reply.Status<String>(var status, var _) when status == NOT_FOUND -> Optional.empty();
                    case Reply<String> reply -> Refusals.of(reply);
                };
                case Change.DeleteRrset(var owner) -> Optional.of(ClientFailure.of(ClientErrorCode.REFUSED,
                        "over HTTP the values at " + owner + " can only be deleted one by one"));
            };
        }
    }
}

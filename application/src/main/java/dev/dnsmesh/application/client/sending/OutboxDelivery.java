package dev.dnsmesh.application.client.sending;

import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.SendMessage.Claim;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingRecord;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.zone.Written;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.sending.Publication;
import dev.dnsmesh.domain.sending.SendPlan;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Change.WhenFull;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes what is in the outbox: chunks, manifest, claims. The complete signed record set is durable before the first
 * UPDATE and goes after the last answer, so that an interrupted send goes on with the same message (client.md 19.4).
 */
public final class OutboxDelivery {
    private final SharedDirectory directory;
    private final ZoneWriter writer;
    private final ClaimDelivery claims;
    private final TimeSource time;

    public OutboxDelivery(SharedDirectory directory, ZoneWriter writer, ClaimDelivery claims, TimeSource time) {
        this.directory = directory;
        this.writer = writer;
        this.claims = claims;
        this.time = time;
    }

    /** A message will come: gets ready to store it, meanwhile. */
    public void openEarly() {
        directory.openEarly();
    }

    /** What the node took, and what became of the claims. */
    public record Delivered(Written.Done written, List<Claim> claims) {
        public Delivered {
            claims = List.copyOf(claims);
        }
    }

    /** The outbox entry of a message that was planned. */
    public static Outgoing entry(SendPlan plan, String recipient, List<OutgoingClaim> claims, Instant now) {
        List<OutgoingRecord> records = new ArrayList<>();
        plan.chunks().forEach(chunk -> records.add(record(chunk)));
        records.add(record(plan.manifestInSlot()));
        return new Outgoing(plan.manifest().message(), recipient, plan.sender().zone(), records, claims, now,
                plan.manifest().expiresAt().instant(), 0);
    }

    private static OutgoingRecord record(Publication publication) {
        return new OutgoingRecord(publication.owner(), publication.value(), publication.ttl().seconds());
    }

    /** Stores the message and publishes it. */
    public ClientResult<Delivered> send(Outgoing outgoing, ClientSettings settings, Progress progress) {
        return directory.changeOwn(state -> {
            state.enqueue(outgoing);
            return ClientResult.done(outgoing);
        }).then(stored -> publish(stored, settings, progress));
    }

    /** Publishes what is stored, from where it stopped. It stays in the outbox unless all of it was taken. */
    public ClientResult<Delivered> publish(Outgoing outgoing, ClientSettings settings, Progress progress) {
        List<Change> changes = changes(outgoing);
        progress.at("publishing", 0, changes.size());
        return switch (changes.isEmpty() ? new Written.Done(0, 0, "none") : writer.write(settings, changes)) {
            case Written.Failed(var failure, var accepted) -> note(outgoing, accepted).then(_ -> failure
                    .after("not sent, but kept in the outbox (go on with: dnsmesh outbox resume): ")
                    .with("msg_id", outgoing.id().hex()).result());
            case Written.Done done -> {
                progress.at("publishing", changes.size(), changes.size());
                yield note(outgoing, changes.size()).then(published -> claimed(published, done, settings));
            }
        };
    }

    private ClientResult<Delivered> claimed(Outgoing outgoing, Written.Done done, ClientSettings settings) {
        List<Claim> outcomes = claims.deliver(outgoing.claims(), settings);
        return directory.changeOwn(state -> {
            state.dropOutgoing(outgoing.id());
            return ClientResult.done(new Delivered(done, outcomes));
        });
    }

    private ClientResult<Outgoing> note(Outgoing outgoing, int accepted) {
        if (accepted == 0) {
            return ClientResult.done(outgoing);
        }
        Outgoing further = new Outgoing(outgoing.id(), outgoing.recipient(), outgoing.zone(), outgoing.records(),
                outgoing.claims(), outgoing.createdAt(), outgoing.expiresAt(), outgoing.sent() + accepted);
        return directory.changeOwn(state -> {
            state.enqueue(further);
            return ClientResult.done(further);
        });
    }

    /** What is left to publish, none of it for longer than the message lives. */
    private List<Change> changes(Outgoing outgoing) {
        long left = Math.max(1, Duration.between(time.now(), outgoing.expiresAt()).toSeconds());
        return outgoing.records().subList(Math.min(outgoing.sent(), outgoing.records().size()), outgoing.records().size()).stream()
                .<Change>map(record -> new Change.Add(record.owner(), record.value(),
                        new TimeToLive(record.ttlSeconds()).atMost(left), WhenFull.REFUSE)).toList();
    }
}

package dev.dnsmesh.application.client.sending;

import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.in.SendMessage.Claim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.zone.Written;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Change.WhenFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes claims to other nodes, all at once, unsigned, each its own UPDATE. None of them can fail a send (client.md 7). */
public final class ClaimDelivery {
    /** For all of them together: a dead provider holds nobody up for long. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final UpdateSender updates;
    private final ZoneWriter writer;

    public ClaimDelivery(UpdateSender updates, ZoneWriter writer) {
        this.updates = updates;
        this.writer = writer;
    }

    /** What became of each, in order. */
    public List<Claim> deliver(List<OutgoingClaim> claims, ClientSettings settings) {
        List<Claim> outcomes = new ArrayList<>();
        ExecutorService threads = Parallel.threads(claims.size());
        try {
            List<Future<Claim>> running = claims.stream().map(claim -> threads.submit(() -> deliver(claim, settings))).toList();
            if (!claims.isEmpty()) {
                threads.shutdown();
                threads.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
            for (int i = 0; i < claims.size(); i++) {
                outcomes.add(outcome(claims.get(i), running.get(i)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        return outcomes;
    }

    private static Claim outcome(OutgoingClaim claim, Future<Claim> running) throws InterruptedException {
        try {
            return running.get(0, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return failed(claim, "no answer");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a claim failed otherwise than by its answer", bug);
        }
    }

    private Claim deliver(OutgoingClaim claim, ClientSettings settings) {
        Change add = new Change.Add(claim.owner(), claim.value(), new TimeToLive(claim.ttlSeconds()), WhenFull.REFUSE);
        if (claim.host().isEmpty()) {
            return switch (writer.write(settings, List.of(add))) {
                case Written.Done _ -> new Claim(claim.zone(), "", true, Rcode.NOERROR.name());
                case Written.Failed(var failure, var _) -> failed(claim, failure.message());
            };
        }
        return switch (updates.send(new Target(claim.host(), claim.port()), new OwnerName(claim.zone()), List.of(add), Optional.empty())) {
            case Sent.Accepted _ -> new Claim(claim.zone(), endpoint(claim), true, Rcode.NOERROR.name());
            case Sent.Refused refused -> failed(claim, refused.rcode().name());
            case Sent.NotAuthentic _ -> failed(claim, "answered otherwise than a DMP node");
            case Sent.Unreachable(var why, var _) -> failed(claim, why);
            case Sent.BadKey(var why) -> failed(claim, why);
        };
    }

    private static Claim failed(OutgoingClaim claim, String why) {
        return new Claim(claim.zone(), endpoint(claim), false, why);
    }

    /** {@code host:port}. */
    public static String endpoint(OutgoingClaim claim) {
        return claim.host().isEmpty() ? "" : claim.host() + ":" + claim.port();
    }
}

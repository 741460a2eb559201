package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RotateIdentity.Order;
import dev.dnsmesh.application.client.usecase.identity.RotateIdentityUseCase.Handover;
import dev.dnsmesh.application.client.zone.Written;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.Revocation;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.domain.record.rotation.Rotation;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Publishes rotation, revocation and the new identity, in this order (client.md 10.4). */
public final class RotationPublishing {
    private final ZoneWriter writer;
    private final IdentityPublishing identities;

    public RotationPublishing(ZoneWriter writer, IdentityPublishing identities) {
        this.writer = writer;
        this.identities = identities;
    }

    /** @param warnings what failed after the rotation was out */
    record Published(long sequence, boolean revoked, List<String> warnings) {
    }

    ClientResult<Published> publish(Handover handover, Order order, Instant now) {
        Optional<KeySubject> subject = KeySubject.of(SubjectType.USER, handover.names().address());
        if (subject.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "no rotation can be about '" + handover.names().address() + "'");
        }
        long sequence = now.toEpochMilli();
        var rotation = new Rotation(subject.get(), handover.old().signingKey(), handover.fresh().signingKey(),
                new SequenceNumber(sequence), UnixTime.of(now), UnixTime.of(now).plus(Duration.ofSeconds(order.lifeSeconds())));
        Optional<ClientFailure> refused = write(handover, order, rotation.sign(handover.old().signer(), handover.fresh().signer()));
        return refused.<ClientResult<Published>>map(failure -> failure.after("the rotation was not published, nothing has changed: ").result())
                .orElseGet(() -> ClientResult.done(follow(handover, order, subject.get(), now, sequence)));
    }

    private Published follow(Handover handover, Order order, KeySubject subject, Instant now, long sequence) {
        List<String> warnings = new ArrayList<>();
        boolean revoked = false;
        if (order.reason() == RevocationReason.COMPROMISE || order.reason() == RevocationReason.LOST_KEY) {
            var revocation = new Revocation(subject, handover.old().signingKey(), order.reason(), UnixTime.of(now));
            Optional<ClientFailure> failed = write(handover, order, revocation.sign(handover.old().signer()));
            failed.ifPresent(failure -> warnings.add("the old key was not revoked: " + failure.message()));
            revoked = failed.isEmpty();
        }
        MessageVersions versions = order.envelopes() ? MessageVersions.PLAIN_AND_ENVELOPE : MessageVersions.PLAIN;
        ClientResult<Integer> identity = identities.publish(handover.settings(), handover.names(), handover.fresh(),
                order.ttlSeconds(), versions);
        if (identity instanceof ClientResult.Failed<Integer>(var failure)) {
            warnings.add("the new identity was not published (dnsmesh identity publish does it): " + failure.message());
        }
        return new Published(sequence, revoked, warnings);
    }

    private Optional<ClientFailure> write(Handover handover, Order order, Signing signing) {
        return switch (signing) {
            case Signing.Refused(var reason) -> Optional.of(ClientFailure.of(ClientErrorCode.BAD_CONFIG, reason));
            case Signing.Signed(var text) -> switch (writer.write(handover.settings(), List.of(new Change.Add(
                    handover.names().rotation(), TxtValue.of(text), new TimeToLive(order.ttlSeconds()), Change.WhenFull.REFUSE)))) {
                case Written.Done _ -> Optional.empty();
                case Written.Failed(var failure, var _) -> Optional.of(failure);
            };
        };
    }
}

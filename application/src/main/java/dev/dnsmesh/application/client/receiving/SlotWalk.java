package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.receiving.Tally.Reason;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.receiving.ManifestGate;
import dev.dnsmesh.domain.receiving.ManifestGate.Judgement;
import dev.dnsmesh.domain.receiving.SignerPolicy;
import dev.dnsmesh.domain.receiving.SignerPolicy.Verdict;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Phase 2: looks into the slots of a zone (client.md 8.4). */
final class SlotWalk {
    private final Mailbox mailbox;
    private final ManifestGate gate;
    private final SignerPolicy policy;
    private final KeyHistory history;
    private final Tally tally;
    private final Instant now;

    SlotWalk(Mailbox mailbox, ManifestGate gate, SignerPolicy policy, KeyHistory history, Tally tally, Instant now) {
        this.mailbox = mailbox;
        this.gate = gate;
        this.policy = policy;
        this.history = history;
        this.tally = tally;
        this.now = now;
    }

    List<Candidate> candidates(OwnerName zone) {
        return mailbox.manifests(zone).stream().distinct().map(value -> candidate(value, zone)).flatMap(Optional::stream).toList();
    }

    private Optional<Candidate> candidate(TxtValue value, OwnerName zone) {
        return switch (gate.judge(value, zone, policy, now)) {
            case Judgement.Dropped(var why) -> dropped(reason(why));
            case Judgement.ForUs(var manifest, var verdict) -> objection(manifest, verdict).map(this::dropped)
                    .orElseGet(() -> Optional.of(new Candidate(manifest, zone, Via.SECONDARY, Destination.INBOX)));
        };
    }

    private Optional<Candidate> dropped(Reason why) {
        tally.drop(why);
        return Optional.empty();
    }

    private Optional<Reason> objection(Manifest manifest, Verdict verdict) {
        return switch (verdict) {
            case Verdict.FirstContact _ -> Optional.empty();
            case Verdict.Refused _ -> Optional.of(Reason.NOT_PINNED);
            case Verdict.Pinned(var pins) -> history.isRevoked(pins) ? Optional.of(Reason.REVOKED) : Optional.empty();
            case Verdict.Unpinned(var pins) -> history.leadsTo(pins, manifest.sender()) ? Optional.empty()
                    : Optional.of(Reason.NOT_PINNED);
        };
    }

    private static Reason reason(ManifestGate.Reason why) {
        return switch (why) {
            case NO_MANIFEST -> Reason.INVALID_MANIFEST;
            case OTHER_RECIPIENT -> Reason.OTHER_RECIPIENT;
            case EXPIRED -> Reason.EXPIRED;
            case REFUSED_SIGNER -> Reason.NOT_PINNED;
            case UNDELIVERABLE -> Reason.UNDELIVERABLE;
        };
    }
}

package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.receiving.Tally.Reason;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.receiving.ManifestGate;
import dev.dnsmesh.domain.receiving.MessageReference;
import dev.dnsmesh.domain.receiving.SignerPolicy;
import dev.dnsmesh.domain.receiving.SignerPolicy.Verdict;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows claims to the manifests they speak of (client.md 8.3). */
final class ClaimPoll {
    private final Mailbox mailbox;
    private final ManifestGate gate;
    private final SignerPolicy policy;
    private final KeyHistory history;
    private final Tally tally;
    private final Instant now;
    private final ClientState state;
    private final Set<Ed25519PublicKey> denied;
    private final Set<MessageReference> pending;

    ClaimPoll(Mailbox mailbox, ManifestGate gate, SignerPolicy policy, KeyHistory history, Tally tally, ClientState state,
              Instant now) {
        this.mailbox = mailbox;
        this.gate = gate;
        this.policy = policy;
        this.history = history;
        this.tally = tally;
        this.now = now;
        this.state = state;
        denied = state.denylist().stream().map(ClientState.Blocked::sender).collect(Collectors.toSet());
        pending = state.intros().stream().map(m -> new MessageReference(m.sender(), m.messageId())).collect(Collectors.toSet());
    }

    /** The claims of a zone that are worth following, one a message, senders in turn. */
    List<Claim> claims(OwnerName zone) {
        List<Claim> claims = new ArrayList<>();
        Set<MessageReference> known = new HashSet<>();
        for (TxtValue value : mailbox.claims(zone)) {
            Optional<Claim> claim = gate.claim(value, now);
            Optional<Reason> objection = claim.map(this::objection).orElse(Optional.of(Reason.INVALID_CLAIM));
            if (objection.isPresent()) {
                tally.drop(objection.get());
            } else if (known.add(new MessageReference(claim.get().sender(), claim.get().message()))) {
                claims.add(claim.get());
            }
        }
        List<Claim> served = Turns.of(claims, Claim::sender);
        claims.stream().skip(served.size()).forEach(late -> tally.drop(Reason.PUT_OFF));
        return served;
    }

    private Optional<Reason> objection(Claim claim) {
        if (state.isSeen(claim.sender(), claim.message(), now)) {
            return Optional.of(pending.contains(new MessageReference(claim.sender(), claim.message()))
                    ? Reason.ALREADY_PENDING : Reason.REPLAY);
        }
        if (denied.contains(claim.sender())) {
            return Optional.of(Reason.DENYLISTED);
        }
        return pending.contains(new MessageReference(claim.sender(), claim.message()))
                ? Optional.of(Reason.ALREADY_PENDING) : Optional.empty();
    }

    Optional<Candidate> candidate(Claim claim, Via via) {
        OwnerName zone = claim.mailboxDomain().zone();
        Optional<Manifest> manifest = gate.claimed(claim, mailbox.manifests(zone, claim.slot()), now)
                // the slot that a claim names is a hint only
                .or(() -> gate.claimed(claim, mailbox.manifests(zone), now));
        if (manifest.isEmpty()) {
            tally.drop(Reason.MANIFEST_NOT_FOUND);
            return Optional.empty();
        }
        return switch (policy.judge(claim.sender(), zone)) {
            case Verdict.Pinned(var pins) when history.isRevoked(pins) -> {
                tally.drop(Reason.REVOKED);
                yield Optional.empty();
            }
            case Verdict.Pinned _ -> Optional.of(new Candidate(manifest.get(), zone, via, Destination.INBOX));
            case Verdict.Unpinned(var pins) -> Optional.of(new Candidate(manifest.get(), zone, via,
                    history.leadsTo(pins, claim.sender()) ? Destination.INBOX : Destination.INTRO_QUEUE));
            case Verdict.FirstContact _, Verdict.Refused _ ->
                    Optional.of(new Candidate(manifest.get(), zone, via, Destination.INTRO_QUEUE));
        };
    }
}

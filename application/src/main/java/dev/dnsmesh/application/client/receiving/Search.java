package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.receiving.Tally.Reason;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.receiving.MessageReference;
import dev.dnsmesh.domain.record.claim.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks everywhere a message may have been announced or put, and says which to fetch (client.md 8.1). */
final class Search {
    private final ClaimPoll claims;
    private final SlotWalk slots;
    private final ClientState state;
    private final Tally tally;
    private final Instant now;

    Search(ClaimPoll claims, SlotWalk slots, ClientState state, Tally tally, Instant now) {
        this.claims = claims;
        this.slots = slots;
        this.state = state;
        this.tally = tally;
        this.now = now;
    }

    /**
     * The parts of a pass.
     *
     * @param ownClaims the own zone's claims are polled
     * @param slotZones whose slots are looked into
     */
    record Parts(boolean ownClaims, List<OwnerName> slotZones, List<OwnerName> providerZones) {
        static Parts of(Phases phases, boolean secondaryDisabled, PinnedContacts contacts, List<OwnerName> providers) {
            boolean primary = phases != Phases.SKIP_PRIMARY && (contacts.anyPinned() || phases == Phases.PRIMARY_ONLY);
            boolean secondary = phases == Phases.SKIP_PRIMARY
                    || phases == Phases.BOTH && !(secondaryDisabled && contacts.anyPinned());
            return new Parts(primary, secondary ? contacts.zones() : List.of(), providers);
        }
    }

    /** Not seen yet, each once, senders in turn. */
    List<Candidate> candidates(Parts parts, OwnerName ownZone) {
        List<Candidate> found = new ArrayList<>();
        if (parts.ownClaims()) {
            found.addAll(claimed(ownZone, Via.PRIMARY));
        }
        parts.slotZones().forEach(zone -> found.addAll(slots.candidates(zone)));
        parts.providerZones().forEach(zone -> found.addAll(claimed(zone, Via.PROVIDER)));
        Map<MessageReference, Candidate> once = new LinkedHashMap<>();
        found.forEach(candidate -> once.merge(candidate.reference(), candidate, Search::better));
        List<Candidate> fresh = once.values().stream().filter(this::isFresh).toList();
        List<Candidate> served = Turns.of(fresh, candidate -> candidate.manifest().sender());
        fresh.stream().skip(served.size()).forEach(late -> tally.drop(Reason.PUT_OFF));
        return served;
    }

    private List<Candidate> claimed(OwnerName zone, Via via) {
        List<Claim> worthIt = claims.claims(zone);
        return Parallel.map(worthIt, claim -> claims.candidate(claim, via)).stream().flatMap(Optional::stream).toList();
    }

    /** Found first, but a way into the inbox is better than one into the intro queue. */
    private static Candidate better(Candidate first, Candidate second) {
        return first.destination() == Destination.INTRO_QUEUE && second.destination() == Destination.INBOX ? second : first;
    }

    private boolean isFresh(Candidate candidate) {
        boolean seen = state.isSeen(candidate.manifest().sender(), candidate.manifest().message(), now);
        if (seen) {
            tally.drop(Reason.REPLAY);
        }
        return !seen;
    }
}

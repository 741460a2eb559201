package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.limit.AddressPrefix;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.limit.TokenBuckets;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The costly checks of claims, in the order of dns.md 10.15: room, the source's bucket, the recipient's, the signature.
 * Safe for use by several threads.
 */
public final class ClaimGate {
    private static final int SOURCE_BITS_OF_IPV4 = 24;
    private static final int SOURCE_BITS_OF_IPV6 = 56;

    private final RecordStore records;
    private final RecipientLookup recipients;
    private final SignatureVerifier verifier;
    private final TokenBuckets<MailboxHash> perRecipient = new TokenBuckets<>();
    private final TokenBuckets<AddressPrefix> perSource = new TokenBuckets<>();

    public ClaimGate(RecordStore records, RecipientLookup recipients, SignatureVerifier verifier) {
        this.records = records;
        this.recipients = recipients;
        this.verifier = verifier;
    }

    /** Every claim is for somebody who is registered in the zone. */
    boolean allRegistered(List<ClaimCandidate> claims, OwnerName zone, Instant now) {
        return claims.stream().allMatch(claim -> recipients.isRecipient(claim.owner().recipient(), zone, now));
    }

    /** Claims of a verified writer, whose own limits stand in for the source's bucket. */
    Optional<Outcome> refusalOfSigned(List<ClaimCandidate> claims, OwnerName zone, UpdateCase update) {
        if (isWithoutRoom(claims, zone, update)) {
            return Optional.of(Refusal.CLAIM_TOTAL.denied());
        }
        return claims.stream().flatMap(claim -> refusal(claim, update).stream()).findFirst();
    }

    /** Claims of anybody. */
    Optional<Outcome> refusalOfUnsigned(List<ClaimCandidate> claims, OwnerName zone, UpdateCase update) {
        if (isWithoutRoom(claims, zone, update)) {
            return Optional.of(Refusal.CLAIM_TOTAL.denied());
        }
        AddressPrefix source = prefix(update.request().source());
        for (ClaimCandidate claim : claims) {
            if (!perSource.take(source, update.settings().claims().perSource(), update.nanos())) {
                return Optional.of(update.request().provable()
                        ? Refusal.CLAIM_SOURCE_RATE.denied()
                        : new Outcome.ComeBackOverTcp());
            }
            Optional<Outcome> refusal = refusal(claim, update);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** The source's bucket holds less than so many claims take; it is empty then. */
    boolean exhausts(InetAddress source, int claims, Rate perSecond, long nanos) {
        return perSource.exhaust(prefix(source), claims, perSecond, nanos);
    }

    private static AddressPrefix prefix(InetAddress source) {
        return AddressPrefix.of(source.getAddress(), SOURCE_BITS_OF_IPV4, SOURCE_BITS_OF_IPV6);
    }

    private boolean isWithoutRoom(List<ClaimCandidate> claims, OwnerName zone, UpdateCase update) {
        long most = update.settings().claims().maxTotal();
        return most > 0 && !claims.isEmpty() && records.claims() >= most && !allRegistered(claims, zone, update.now());
    }

    private Optional<Outcome> refusal(ClaimCandidate claim, UpdateCase update) {
        MailboxHash recipient = claim.owner().recipient();
        Rate rate = update.settings().claims().perRecipient();
        if (!perRecipient.take(recipient, rate, update.nanos())) {
            return Optional.of(Refusal.CLAIM_RECIPIENT_RATE.denied());
        }
        if (claim.claim().verify(verifier, update.now()).isEmpty()) {
            // Garbage must not silence a recipient.
            perRecipient.giveBack(recipient, rate);
            return Optional.of(Refusal.CLAIM_SIGNATURE.denied());
        }
        return Optional.empty();
    }
}

package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.ParsedClaim;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.record.manifest.ParsedManifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges what stands in a mailbox: manifests for us, and claims that lead to one (records.md 4.8). Never throws on any value. */
public final class ManifestGate {
    private final SignatureVerifier verifier;
    private final UserId own;

    /** @param own whose mailbox this is */
    public ManifestGate(SignatureVerifier verifier, UserId own) {
        this.verifier = verifier;
        this.own = own;
    }

    /** What a value in a slot is to us. */
    public sealed interface Judgement {
        /** A manifest for us: the signer's verdict decides where the message goes. */
        record ForUs(Manifest manifest, SignerPolicy.Verdict signer) implements Judgement {
        }

        /** Nothing to fetch. */
        record Dropped(Reason why) implements Judgement {
        }
    }

    /** Why a value in a slot is dropped. */
    public enum Reason {
        /** Another value, not well-formed, or signed wrongly. */
        NO_MANIFEST,
        OTHER_RECIPIENT,
        EXPIRED,
        REFUSED_SIGNER,
        /** Without chunk hashes, or with more chunks than can be decoded. */
        UNDELIVERABLE
    }

    /** @param zone where the slot lies, and so the chunks do */
    public Judgement judge(TxtValue value, OwnerName zone, SignerPolicy policy, Instant now) {
        Optional<ParsedManifest> parsed = value.text().flatMap(ParsedManifest::parse);
        if (parsed.isEmpty()) {
            return new Judgement.Dropped(Reason.NO_MANIFEST);
        }
        Manifest manifest = parsed.get().manifest();
        SignerPolicy.Verdict signer = policy.judge(manifest.sender(), zone);
        Optional<Reason> reason = objection(manifest, now);
        if (reason.isEmpty() && signer instanceof SignerPolicy.Verdict.Refused) {
            reason = Optional.of(Reason.REFUSED_SIGNER);
        }
        if (reason.isEmpty() && parsed.get().verify(verifier, now).isEmpty()) {
            reason = Optional.of(Reason.NO_MANIFEST);
        }
        return reason.<Judgement>map(Judgement.Dropped::new)
                .orElseGet(() -> new Judgement.ForUs(manifest, signer));
    }

    /** The claim that the value is; empty unless it verifies now. */
    public Optional<Claim> claim(TxtValue value, Instant now) {
        return value.text().flatMap(ParsedClaim::parse).flatMap(parsed -> parsed.verify(verifier, now))
                .map(Verified::record);
    }

    /**
     * The deliverable manifest that a claim speaks of, among the values of one slot of the claim's zone. Message and signer
     * both have to match, so that a foreign manifest with the same id hides nothing.
     */
    public Optional<Manifest> claimed(Claim claim, List<TxtValue> slot, Instant now) {
        return slot.stream().map(TxtValue::text).flatMap(Optional::stream)
                .map(ParsedManifest::parse).flatMap(Optional::stream)
                .filter(parsed -> parsed.manifest().message().equals(claim.message())
                        && parsed.manifest().sender().equals(claim.sender())
                        && objection(parsed.manifest(), now).isEmpty())
                .map(parsed -> parsed.verify(verifier, now)).flatMap(Optional::stream)
                .map(Verified::record).findFirst();
    }

    private Optional<Reason> objection(Manifest manifest, Instant now) {
        if (!manifest.recipient().equals(own)) {
            return Optional.of(Reason.OTHER_RECIPIENT);
        }
        if (manifest.isExpired(now)) {
            return Optional.of(Reason.EXPIRED);
        }
        return manifest.isDeliverable() ? Optional.empty() : Optional.of(Reason.UNDELIVERABLE);
    }
}

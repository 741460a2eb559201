package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.application.client.receiving.Tally.Reason;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.receiving.ChunkCollector;
import dev.dnsmesh.domain.receiving.MessageOpener;
import dev.dnsmesh.domain.receiving.MessageOpener.Failure;
import dev.dnsmesh.domain.receiving.MessageOpener.Opening;
import dev.dnsmesh.domain.receiving.OpenedMessage;
import dev.dnsmesh.domain.receiving.OpenedMessage.Authorship;
import dev.dnsmesh.domain.receiving.RecipientKeys;
import dev.dnsmesh.domain.receiving.SignerPolicy;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.manifest.Manifest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches the chunks of a message, opens it and finds out who wrote it (client.md 8.6, 8.7). */
final class MessageFetch {
    private final PassLookups lookups;
    private final BlockCode blockCode;
    private final MessageOpener opener;
    private final RecipientKeys keys;
    private final SignerPolicy policy;
    private final IdentityDirectory identities;
    private final Instant now;

    MessageFetch(PassLookups lookups, BlockCode blockCode, MessageOpener opener, RecipientKeys keys, SignerPolicy policy,
                 IdentityDirectory identities, Instant now) {
        this.lookups = lookups;
        this.blockCode = blockCode;
        this.opener = opener;
        this.keys = keys;
        this.policy = policy;
        this.identities = identities;
        this.now = now;
    }

    Fetched fetch(Candidate candidate) {
        ChunkCollector chunks = new ChunkCollector(candidate.manifest(), candidate.zone(), blockCode);
        Gathering gathering = gather(chunks);
        Optional<Octets> outer = chunks.message();
        if (outer.isEmpty()) {
            return new Fetched.Failed(candidate, Reason.CHUNKS_MISSING, missing(candidate, gathering));
        }
        return switch (opener.open(candidate.manifest(), outer.get(), keys, policy.knownSenders(candidate.manifest().sender()), now)) {
            case Opening.Opened(var message) -> labelled(candidate, message);
            case Opening.Failed(var failure) -> failed(candidate, failure);
        };
    }

    /** @param unanswered names that no resolver answered */
    private record Gathering(int found, int unanswered) {
    }

    private Gathering gather(ChunkCollector chunks) {
        int found = 0;
        int unanswered = 0;
        for (List<Integer> next = chunks.next(); !next.isEmpty(); next = chunks.next()) {
            Map<Integer, OwnerName> names = new LinkedHashMap<>();
            next.forEach(index -> chunks.name(index).ifPresent(name -> names.put(index, name)));
            Map<OwnerName, Lookup> answers = lookups.all(names.values());
            for (int index : next) {
                Optional<Lookup> answer = Optional.ofNullable(names.get(index)).map(answers::get);
                found += answer.filter(Lookup.Found.class::isInstance).isPresent() ? 1 : 0;
                unanswered += answer.filter(Lookup.Unreachable.class::isInstance).isPresent() ? 1 : 0;
                chunks.answer(index, answer.map(PassLookups::values).orElse(List.of()));
            }
        }
        return new Gathering(found, unanswered);
    }

    private static String missing(Candidate candidate, Gathering gathering) {
        Manifest manifest = candidate.manifest();
        return "a message from " + manifest.sender().hex().substring(0, 16) + " in " + candidate.zone() + " cannot be put together: "
                + gathering.found() + " of its " + manifest.totalChunks() + " chunks are there, " + manifest.dataChunks()
                + " are needed" + (gathering.unanswered() > 0 ? " (" + gathering.unanswered() + " could not be looked up)" : "")
                + "; it is tried again until " + manifest.expiresAt().instant() + ", or ask the sender to send it again";
    }

    private Fetched labelled(Candidate candidate, OpenedMessage message) {
        Optional<CanonicalAddress> claimed = message.envelope().claimedFrom();
        List<Identity> found = claimed.flatMap(address -> identities.lookup(address,
                identity -> identity.signingKey().equals(candidate.manifest().sender()), Set.of())).stream().toList();
        return switch (message.authorship(found)) {
            case Authorship.Confirmed(var address) -> new Fetched.Opened(candidate, message, address.toString());
            case Authorship.Unconfirmed _ -> new Fetched.Opened(candidate, message, "");
            case Authorship.Forged _ -> failed(candidate, Failure.FORGED_SENDER);
        };
    }

    private static Fetched failed(Candidate candidate, Failure failure) {
        return switch (failure) {
            case EXPIRED -> new Fetched.Failed(candidate, Reason.EXPIRED, "");
            case FORGED_SENDER -> new Fetched.Failed(candidate, Reason.FORGED_SENDER, "");
            case NO_KEY -> new Fetched.Failed(candidate, Reason.DECRYPT_FAILED, "a message from "
                    + candidate.manifest().sender().hex().substring(0, 16) + " cannot be read: its prekey "
                    + candidate.manifest().prekey() + " is not here, or no longer (is another device or directory in use?)");
            case UNDECRYPTABLE -> new Fetched.Failed(candidate, Reason.DECRYPT_FAILED, "a message from "
                    + candidate.manifest().sender().hex().substring(0, 16) + " cannot be decrypted: it was damaged or "
                    + "encrypted for another key");
            case MALFORMED, MISMATCH, NOT_DELIVERED -> new Fetched.Failed(candidate, Reason.DECRYPT_FAILED, "");
        };
    }
}

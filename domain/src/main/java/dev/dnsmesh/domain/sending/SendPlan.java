package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.erasure.CodeRate;
import dev.dnsmesh.domain.message.EncryptedMessage;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message, ready to publish: first the chunks, in order; the manifest when all of them are there; claims last, whose
 * failure is no failure of the send.
 *
 * @param manifest         what the last publication says
 * @param chunks           one value each
 * @param manifestInSlot   the signed manifest in the recipient's mailbox
 */
public record SendPlan(Sender sender, MessageHeader header, EncryptionKey key, EncryptedMessage encrypted,
                       Manifest manifest, List<Publication> chunks, Publication manifestInSlot) {
    public SendPlan {
        chunks = List.copyOf(chunks);
    }

    public CodeRate rate() {
        return new CodeRate(manifest.dataChunks(), manifest.totalChunks());
    }

    public SlotNumber slot() {
        return SlotNumber.chosenFor(manifest.message());
    }

    public TimeToLive ttl() {
        return manifestInSlot.ttl();
    }

    /**
     * The claim that tells the recipient where to look, for a provider's zone or the recipient's own; empty where the
     * sender's zone is too long to be claimed, or the name to be one (records.md 2.5).
     *
     * @param now when it is published
     */
    public Optional<Publication> claimIn(OwnerName zone, Instant now) {
        UnixTime sentAt = UnixTime.of(now);
        Optional<OwnerName> owner = RelativeName.claim(slot(), MailboxHash.of(manifest.recipient())).under(zone);
        return MailboxDomain.parse(sender.zone().text())
                .map(mailbox -> new Claim(manifest.message(), manifest.sender(), mailbox, slot(), sentAt,
                        sentAt.plus(Duration.ofSeconds(ttl().seconds()))))
                .map(claim -> claim.sign(sender.signer())).flatMap(Signing::signed)
                .flatMap(text -> owner.map(name -> new Publication(name, TxtValue.of(text), ttl())));
    }
}

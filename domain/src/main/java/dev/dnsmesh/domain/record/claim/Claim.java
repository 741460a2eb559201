package dev.dnsmesh.domain.record.claim;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;

/**
 * What a claim says: {@code sender} has put the manifest of {@code message} into {@code slot} of the reader's mailbox in
 * {@code mailboxDomain} (records.md 2.5). The reader is not named; the owner name of the claim does that.
 */
public record Claim(
        MessageId message, Ed25519PublicKey sender, MailboxDomain mailboxDomain, SlotNumber slot,
        UnixTime sentAt, UnixTime expiresAt) {
    static final Octets MAGIC = Octets.utf8("DMPCL01");
    /** From here on the times could be read as a cluster's node list (records.md 5.1). */
    private static final int SENT_AT_BITS = 56;
    private static final int EXPIRES_AT_BITS = 63;

    /** Refused where the signer is not {@code sender} or the times are out of range or order. */
    public Signing sign(Signer signer) {
        if (!signer.publicKey().equals(sender)) {
            return new Signing.Refused("a claim is signed by its sender");
        }
        if (!timesInOrder()) {
            return new Signing.Refused("a claim expires after it was sent");
        }
        return SealedRecord.seal(RecordType.CLAIM, body(), signer);
    }

    boolean timesInOrder() {
        return sentAt.fits(SENT_AT_BITS) && expiresAt.fits(EXPIRES_AT_BITS) && expiresAt.compareTo(sentAt) > 0;
    }

    private Octets body() {
        return new BodyWriter().octets(MAGIC).octets(message.octets()).octets(sender.octets())
                .text8(mailboxDomain.text()).u8(slot.value()).time(sentAt).time(expiresAt).body();
    }
}

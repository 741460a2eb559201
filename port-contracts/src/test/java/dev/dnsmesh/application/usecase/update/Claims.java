package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import java.time.Instant;

/** Claim values. */
final class Claims {
    static final String ALICE = "0123456789ab";
    static final String BOB = "ba9876543210";

    private Claims() {
    }

    /** The owner of a claim in the zone of the tests. */
    static String owner(int slot, String recipient) {
        return "claim-" + slot + ".mb-" + recipient + "." + UpdateScene.ZONE;
    }

    /** A valid claim for {@code slot}; another number makes another claim. */
    static String valid(int slot, int number, Instant now) {
        return timed(slot, number, now.getEpochSecond(), now.getEpochSecond() + 3600);
    }

    static String timed(int slot, int number, long sentAt, long expiresAt) {
        Ed25519PublicKey sender = new Ed25519PublicKey(Sha256.of(Octets.utf8("sender " + number)));
        return new Claim(new MessageId(Sha256.of(Octets.utf8("message " + number)).slice(0, 16)), sender,
                new MailboxDomain("home.example"), new SlotNumber(slot), new UnixTime(sentAt), new UnixTime(expiresAt))
                .sign(new ToySignatures(sender)).signed().orElseThrow();
    }

    /** Well-formed and in its time, but nobody's. */
    static String forged(int slot, int number, Instant now) {
        String valid = valid(slot, number, now);
        int at = valid.length() - 12;
        return valid.substring(0, at) + (valid.charAt(at) == 'A' ? 'B' : 'A') + valid.substring(at + 1);
    }
}

package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import dev.dnsmesh.domain.record.claim.ParsedClaim;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ClaimVectorsTest {
    /**
     * Domains that records.md 2.5 forbids our signer, although the recorded signer takes them. The recorded bytes hold
     * for the seal; the claim itself cannot be made.
     */
    private static final Set<String> NEVER_SIGNED = Set.of(
            "sign-domain-exclamation", "sign-domain-tilde", "sign-domain-double-dot", "sign-domain-nonascii",
            "sign-domain-nel", "sign-domain-nbsp", "sign-domain-utf8-43");

    @TestFactory
    Stream<DynamicTest> claim() {
        return Vectors.tests("claim", 307, c -> c.op().equals("sign") ? sign(c) : verify(c));
    }

    private static JsonNode sign(Case c) {
        Optional<Signing> signing = claim(c.input()).map(claim -> claim.sign(RecordVectors.signer(c, "x25519_private")));
        if (NEVER_SIGNED.contains(c.id())) {
            assertThat(signing).isEmpty();
            signing = RecordVectors.octets(c.expect(), "body").map(body ->
                    SealedRecord.seal(RecordType.CLAIM, body, RecordVectors.signer(c, "x25519_private")));
        }
        return RecordVectors.signed(RecordType.CLAIM, signing);
    }

    private static JsonNode verify(Case c) {
        return RecordVectors.verified(ParsedClaim.parse(c.text("wire"))
                .flatMap(parsed -> parsed.verify(VERIFIER, RecordVectors.now(c),
                        RecordVectors.seconds(c, "ts_skew_seconds", TimeLimits.SKEW)))
                .map(Verified::record)
                .map(ClaimVectorsTest::fields));
    }

    private static Optional<Claim> claim(JsonNode in) {
        Optional<MessageId> message = RecordVectors.octets(in, "msg_id", MessageId.LENGTH).map(MessageId::new);
        Optional<Ed25519PublicKey> sender = RecordVectors.key(in, "sender_spk");
        Optional<MailboxDomain> domain = MailboxDomain.parse(in.get("sender_mailbox_domain").textValue());
        Optional<SlotNumber> slot = SlotNumber.of(in.get("slot").longValue());
        Optional<UnixTime> ts = RecordVectors.time(in, "ts");
        Optional<UnixTime> exp = RecordVectors.time(in, "exp");
        return Stream.of(message, sender, domain, slot, ts, exp).allMatch(Optional::isPresent)
                ? Optional.of(new Claim(message.get(), sender.get(), domain.get(), slot.get(), ts.get(), exp.get()))
                : Optional.empty();
    }

    private static ObjectNode fields(Claim claim) {
        return Vectors.object()
                .put("msg_id", claim.message().hex())
                .put("sender_spk", claim.sender().hex())
                .put("sender_mailbox_domain", claim.mailboxDomain().text())
                .put("slot", claim.slot().value())
                .put("ts", RecordVectors.number(claim.sentAt()))
                .put("exp", RecordVectors.number(claim.expiresAt()));
    }
}

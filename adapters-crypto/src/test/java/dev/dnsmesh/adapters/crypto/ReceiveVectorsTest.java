package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.MessageVectors.AGREEMENT;
import static dev.dnsmesh.adapters.crypto.MessageVectors.BLOCK_CODE;
import static dev.dnsmesh.adapters.crypto.MessageVectors.CIPHER;
import static dev.dnsmesh.adapters.crypto.MessageVectors.privateKey;
import static dev.dnsmesh.adapters.crypto.MessageVectors.text;
import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.IdentityLookup;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.receiving.ChunkCollector;
import dev.dnsmesh.domain.receiving.ManifestGate;
import dev.dnsmesh.domain.receiving.ManifestGate.Judgement;
import dev.dnsmesh.domain.receiving.MessageOpener;
import dev.dnsmesh.domain.receiving.MessageOpener.Opening;
import dev.dnsmesh.domain.receiving.MessageReference;
import dev.dnsmesh.domain.receiving.OpenedMessage;
import dev.dnsmesh.domain.receiving.OpenedMessage.Authorship;
import dev.dnsmesh.domain.receiving.Pin;
import dev.dnsmesh.domain.receiving.RecipientKeys;
import dev.dnsmesh.domain.receiving.SeenMessages;
import dev.dnsmesh.domain.receiving.SignerPolicy;
import dev.dnsmesh.domain.receiving.SignerPolicy.Verdict;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ReceiveVectorsTest {
    @TestFactory
    Stream<DynamicTest> receive() {
        return Vectors.tests("message", c -> c.op().equals("receive"), 88, c -> new Pass(c).run());
    }

    /** One pass: claims of the own zone, then the slots of the contacts' zones and the own. */
    private static final class Pass implements RecipientKeys {
        private final MessageVectors.Zones dns;
        private final Instant now;
        private final X25519PrivateKey own;
        private final MailboxHash mailbox;
        private final SignerPolicy policy;
        private final ManifestGate gate;
        private final SeenMessages seen = new SeenMessages();
        private final SortedMap<PrekeyId, StoredPrekey> prekeys = new TreeMap<>();
        private final ObjectNode out = Vectors.object();
        private final ArrayNode messages = out.putArray("messages");
        private final ArrayNode quarantined = out.putArray("quarantined");

        private record StoredPrekey(X25519PrivateKey key, UnixTime expiresAt) {
        }

        Pass(Case vector) {
            dns = new MessageVectors.Zones(vector.input().get("rrsets"));
            now = RecordVectors.now(vector);
            JsonNode recipient = vector.input().get("recipient");
            own = privateKey(recipient, "x25519_private");
            UserId id = UserId.of(AGREEMENT.publicKey(own));
            mailbox = MailboxHash.of(id);
            List<Pin> pins = new ArrayList<>();
            vector.input().get("contacts").forEach(contact -> pins.add(new Pin(contact.get("username").textValue(),
                    Ed25519PublicKey.fromHex(contact.get("ed25519_spk").textValue()).orElseThrow(),
                    text(contact, "x25519_public").flatMap(X25519PublicKey::fromHex),
                    new OwnerName(contact.get("domain").textValue()))));
            policy = new SignerPolicy(new OwnerName(recipient.get("domain").textValue()), pins,
                    vector.input().get("allow_tofu").booleanValue());
            gate = new ManifestGate(VERIFIER, id);
            vector.input().get("prekeys").forEach(prekey -> prekeys.put(
                    new PrekeyId(prekey.get("prekey_id").longValue()),
                    new StoredPrekey(privateKey(prekey, "x25519_private"), new UnixTime(prekey.get("exp").longValue()))));
        }

        JsonNode run() {
            if (!policy.pins().isEmpty()) {
                claims(policy.ownZone());
            }
            Set<OwnerName> zones = new LinkedHashSet<>();
            policy.pins().forEach(pin -> zones.add(pin.zone()));
            zones.add(policy.ownZone());
            zones.forEach(this::slots);
            ArrayNode left = out.putArray("prekeys_left");
            prekeys.keySet().forEach(id -> left.add(id.value()));
            return valid(!messages.isEmpty()).setAll(out);
        }

        private void claims(OwnerName zone) {
            for (SlotNumber slot : SlotNumber.all()) {
                for (TxtValue value : dns.at(RelativeName.claim(slot, mailbox).under(zone))) {
                    gate.claim(value, now).ifPresent(this::follow);
                }
            }
        }

        private void follow(Claim claim) {
            OwnerName zone = claim.mailboxDomain().zone();
            Optional<Manifest> manifest = SlotNumber.all().stream()
                    .map(slot -> gate.claimed(claim, dns.at(RelativeName.slot(slot, mailbox).under(zone)), now))
                    .flatMap(Optional::stream).findFirst();
            manifest.flatMap(m -> take(m, zone)).ifPresent(message -> {
                if (policy.judge(claim.sender(), zone) instanceof Verdict.Pinned) {
                    deliver(message);
                } else {
                    quarantined.addObject().put("sender_spk", claim.sender().hex())
                            .put("plaintext", message.envelope().body().hex())
                            .put("msg_id", claim.message().hex())
                            .put("sender_mailbox_domain", claim.mailboxDomain().text())
                            .put("sender_label", label(message));
                }
            });
        }

        private void slots(OwnerName zone) {
            for (SlotNumber slot : SlotNumber.all()) {
                for (TxtValue value : dns.at(RelativeName.slot(slot, mailbox).under(zone))) {
                    // no rotation chains in these cases: who is not pinned is not taken
                    if (gate.judge(value, zone, policy, now) instanceof Judgement.ForUs(Manifest manifest, Verdict signer)
                            && !(signer instanceof Verdict.Unpinned)) {
                        take(manifest, zone).ifPresent(this::deliver);
                    }
                }
            }
        }

        private Optional<OpenedMessage> take(Manifest manifest, OwnerName zone) {
            MessageReference reference = MessageReference.of(manifest);
            if (!seen.reserve(reference, now)) {
                return Optional.empty();
            }
            ChunkCollector chunks = new ChunkCollector(manifest, zone, BLOCK_CODE);
            for (List<Integer> next = chunks.next(); !next.isEmpty(); next = chunks.next()) {
                next.forEach(index -> chunks.answer(index, dns.at(chunks.name(index))));
            }
            Opening opening = chunks.message().map(outer -> new MessageOpener(CIPHER).open(manifest, outer, this,
                            policy.knownSenders(manifest.sender()), now))
                    .orElse(new Opening.Failed(MessageOpener.Failure.MALFORMED));
            if (opening instanceof Opening.Opened(OpenedMessage message)) {
                seen.keep(reference, manifest.expiresAt());
                prekeys.remove(manifest.prekey());
                return Optional.of(message);
            }
            seen.release(reference);
            return Optional.empty();
        }

        private void deliver(OpenedMessage message) {
            messages.addObject().put("sender_spk", message.manifest().sender().hex())
                    .put("plaintext", message.envelope().body().hex())
                    .put("timestamp", message.header().sentAt())
                    .put("msg_id", message.manifest().message().hex())
                    .put("sender_label", label(message));
        }

        private String label(OpenedMessage message) {
            IdentityLookup lookup = new IdentityLookup(VERIFIER);
            List<Identity> found = message.envelope().claimedFrom().stream()
                    .flatMap(address -> IdentityLookup.names(address, List.of()).stream()
                            .flatMap(name -> lookup.matching(address, dns.at(name)).stream())).toList();
            return message.authorship(found) instanceof Authorship.Confirmed(CanonicalAddress address)
                    ? address.toString() : "";
        }

        @Override
        public X25519PrivateKey longTerm() {
            return own;
        }

        @Override
        public Optional<X25519PrivateKey> prekey(PrekeyId id, Instant at) {
            return Optional.ofNullable(prekeys.get(id))
                    .filter(stored -> RecipientKeys.opens(stored.expiresAt(), at)).map(StoredPrekey::key);
        }
    }
}

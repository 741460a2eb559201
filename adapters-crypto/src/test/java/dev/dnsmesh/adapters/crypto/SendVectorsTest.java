package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.MessageVectors.AGREEMENT;
import static dev.dnsmesh.adapters.crypto.MessageVectors.CIPHER;
import static dev.dnsmesh.adapters.crypto.MessageVectors.octets;
import static dev.dnsmesh.adapters.crypto.MessageVectors.privateKey;
import static dev.dnsmesh.adapters.crypto.MessageVectors.text;
import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.erasure.ErasureCode;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.Envelope;
import dev.dnsmesh.domain.message.IdentityLookup;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.MessageKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.sending.EncryptionKey;
import dev.dnsmesh.domain.sending.Freshness;
import dev.dnsmesh.domain.sending.MessageSender;
import dev.dnsmesh.domain.sending.MessageSender.Planning;
import dev.dnsmesh.domain.sending.Publication;
import dev.dnsmesh.domain.sending.SendPlan;
import dev.dnsmesh.domain.sending.Sender;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class SendVectorsTest {
    @TestFactory
    Stream<DynamicTest> send() {
        return Vectors.tests("message", c -> c.op().equals("send"), 40, c -> new Sending(c).run());
    }

    /** One send: reads what the DNS holds about the recipient, plans, and shows every layer of the plan. */
    private static final class Sending {
        private final Case vector;
        private final JsonNode from;
        private final JsonNode to;
        private final MessageVectors.Zones dns;
        private final Instant now;
        private final Sender sender;
        private final X25519PublicKey recipientKey;
        private final Optional<Ed25519PublicKey> pinned;
        private final OwnerName recipientZone;

        Sending(Case vector) {
            this.vector = vector;
            from = vector.input().get("sender");
            to = vector.input().get("recipient");
            dns = new MessageVectors.Zones(vector.input().get("rrsets"));
            now = RecordVectors.now(vector);
            X25519PrivateKey own = privateKey(from, "x25519_private");
            Signer signer = new Ed25519SigningKeys().signer(own.ed25519Seed());
            sender = new Sender(signer, UserId.of(AGREEMENT.publicKey(own)), zone(from, "domain").orElseThrow());
            recipientKey = X25519PublicKey.fromHex(to.get("x25519_public").textValue()).orElseThrow();
            pinned = text(to, "ed25519_spk").flatMap(Ed25519PublicKey::fromHex);
            recipientZone = zone(to, "domain").orElse(sender.zone());
        }

        JsonNode run() {
            Octets body = Octets.utf8(vector.text("message"));
            Octets plaintext = envelopeSender().map(address -> Envelope.wrap(address, body)).orElse(body);
            Freshness fresh = new Freshness(MessageId.fromHex(vector.text("msg_id")).orElseThrow(),
                    privateKey(vector.input(), "ephemeral_private"), octets(vector.input(), "nonce"));
            Planning planning = new MessageSender(CIPHER, MessageVectors.BLOCK_CODE).plan(sender,
                    UserId.of(recipientKey), encryptionKey(), plaintext, fresh,
                    new TimeToLive(vector.number("ttl")), now);
            return planning instanceof Planning.Planned(SendPlan plan) ? shown(plan, plaintext, fresh) : valid(false);
        }

        private EncryptionKey encryptionKey() {
            UnixTime expiry = new UnixTime(vector.number("now") + vector.number("ttl"));
            List<TxtValue> pool =
                    dns.at(RelativeName.prekeysOf(to.get("username").textValue()).under(recipientZone));
            return pinned.flatMap(owner -> EncryptionKey.pick(pool, owner, expiry, now, VERIFIER,
                            target -> Arrays.fill(target, (byte) 7)))
                    .orElse(EncryptionKey.longTerm(recipientKey));
        }

        /** The own address, if it is to stand in an envelope. */
        private Optional<CanonicalAddress> envelopeSender() {
            String host = text(from, "identity_domain").orElse(from.get("domain").textValue());
            IdentityLookup lookup = new IdentityLookup(VERIFIER);
            Optional<CanonicalAddress> recipient =
                    CanonicalAddress.of(to.get("username").textValue() + "@" + recipientZone.text());
            List<Identity> found = recipient.stream()
                    .flatMap(address -> IdentityLookup.names(address, List.of(to.get("username").textValue())).stream()
                            .flatMap(name -> lookup.matching(address, dns.at(name)).stream())).toList();
            boolean reads = IdentityLookup.readsEnvelopes(found, identity ->
                    pinned.map(identity.signingKey()::equals).orElse(identity.encryptionKey().equals(recipientKey)));
            return CanonicalAddress.of(from.get("username").textValue() + "@" + host).filter(address -> reads);
        }

        private JsonNode shown(SendPlan plan, Octets plaintext, Freshness fresh) {
            Octets outer = new OuterMessage(plan.header(), plan.encrypted().octets()).octets();
            ObjectNode out = valid(true)
                    .put("sender_id", plan.header().sender().hex())
                    .put("recipient_id", plan.header().recipient().hex())
                    .put("prekey_id", plan.key().prekey().value())
                    .put("body", plaintext.hex())
                    .put("header", plan.header().octets().asUtf8().orElseThrow())
                    .put("aad", plan.header().associatedData(plan.key().prekey()).hex())
                    .put("shared_secret", Octets.of(AGREEMENT.sharedSecret(fresh.ephemeral(), plan.key().key())
                            .orElseThrow().reveal()).hex())
                    .put("aead_key", Octets.of(CIPHER.messageKey(fresh.ephemeral(), plan.key().key())
                            .orElseThrow().reveal()).hex())
                    .put("encrypted", plan.encrypted().octets().hex())
                    .put("outer", outer.hex())
                    .put("k", plan.rate().k()).put("n", plan.rate().n())
                    .put("msg_key", MessageKey.of(plan.manifest().message(), plan.manifest().recipient(),
                            plan.manifest().sender()).digits())
                    .put("slot", plan.slot().value());
            ArrayNode shares = out.putArray("shares");
            ErasureCode.encode(outer).orElseThrow().forEach(share -> shares.add(share.hex()));
            ArrayNode chunks = out.putArray("chunks");
            plan.chunks().forEach(chunk -> chunks.addObject().put("name", chunk.owner().text()).put("txt", value(chunk)));
            ArrayNode hashes = out.putArray("chunk_hashes");
            plan.manifest().chunkHashes().forEach(hash -> hashes.add(hash.hex()));
            out.putObject("manifest").put("name", plan.manifestInSlot().owner().text())
                    .put("txt", value(plan.manifestInSlot())).put("ttl", plan.manifestInSlot().ttl().seconds());
            ArrayNode claims = out.putArray("claims");
            vector.input().get("claim_providers").forEach(provider ->
                    claim(plan, claims, new OwnerName(provider.get(0).textValue())));
            zone(to, "domain").ifPresent(zone -> claim(plan, claims, zone));
            return out;
        }

        private void claim(SendPlan plan, ArrayNode claims, OwnerName zone) {
            plan.claimIn(zone, now).ifPresent(claim -> claims.addObject().put("zone", zone.text())
                    .put("name", claim.owner().text()).put("txt", value(claim)).put("ttl", claim.ttl().seconds()));
        }

        private static String value(Publication publication) {
            return publication.value().text().orElseThrow();
        }

        private static Optional<OwnerName> zone(JsonNode from, String name) {
            return text(from, name).map(OwnerName::new);
        }
    }
}

package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.record.manifest.ParsedManifest;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ManifestVectorsTest {
    @TestFactory
    Stream<DynamicTest> manifest() {
        return Vectors.tests("manifest", 244, c -> c.op().equals("sign") ? sign(c) : verify(c));
    }

    private static JsonNode sign(Case c) {
        Optional<Signing> signing = manifest(c.input())
                .map(manifest -> manifest.sign(RecordVectors.signer(c, "x25519_private")));
        return RecordVectors.signed(RecordType.MANIFEST, signing);
    }

    private static JsonNode verify(Case c) {
        Instant now = RecordVectors.now(c);
        return ParsedManifest.parse(c.text("wire"))
                .filter(parsed -> parsed.verify(VERIFIER, now).isPresent())
                .<JsonNode>map(parsed -> valid(true)
                        .put("expired", parsed.manifest().isExpired(now))
                        .put("signature", parsed.sealed().signatures().getFirst().octets().hex())
                        .<ObjectNode>set("record", fields(parsed.manifest())))
                .orElse(valid(false));
    }

    private static Optional<Manifest> manifest(JsonNode in) {
        Optional<MessageId> message = RecordVectors.octets(in, "msg_id", MessageId.LENGTH).map(MessageId::new);
        Optional<Ed25519PublicKey> sender = RecordVectors.key(in, "sender_spk");
        Optional<UserId> recipient = RecordVectors.octets(in, "recipient_id", UserId.LENGTH).map(UserId::new);
        Optional<PrekeyId> prekey = PrekeyId.of(in.get("prekey_id").longValue());
        Optional<UnixTime> ts = RecordVectors.time(in, "ts");
        Optional<UnixTime> exp = RecordVectors.time(in, "exp");
        List<Octets> hashes = new ArrayList<>();
        in.get("chunk_hashes").forEach(hash -> hashes.add(Octets.fromHex(hash.textValue()).orElseThrow()));
        return Stream.of(message, sender, recipient, prekey, ts, exp).allMatch(Optional::isPresent)
                ? Optional.of(new Manifest(message.get(), sender.get(), recipient.get(),
                        in.get("total_chunks").intValue(), in.get("data_chunks").intValue(),
                        prekey.get(), ts.get(), exp.get(), hashes))
                : Optional.empty();
    }

    private static ObjectNode fields(Manifest manifest) {
        ObjectNode fields = Vectors.object()
                .put("msg_id", manifest.message().hex())
                .put("sender_spk", manifest.sender().hex())
                .put("recipient_id", manifest.recipient().hex())
                .put("total_chunks", manifest.totalChunks())
                .put("data_chunks", manifest.dataChunks())
                .put("prekey_id", manifest.prekey().value())
                .put("ts", RecordVectors.number(manifest.sentAt()))
                .put("exp", RecordVectors.number(manifest.expiresAt()));
        ArrayNode hashes = fields.putArray("chunk_hashes");
        manifest.chunkHashes().forEach(hash -> hashes.add(hash.hex()));
        return fields;
    }
}

package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.prekey.ParsedPrekey;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class PrekeyVectorsTest {
    @TestFactory
    Stream<DynamicTest> prekey() {
        return Vectors.tests("prekey", 115, c -> c.op().equals("sign") ? sign(c) : verify(c));
    }

    private static JsonNode sign(Case c) {
        Optional<Signing> signing = PrekeyId.of(c.input().get("prekey_id").longValue())
                .flatMap(id -> X25519PublicKey.fromHex(c.text("public_key"))
                        .flatMap(key -> RecordVectors.time(c.input(), "exp").map(exp -> new Prekey(id, key, exp))))
                .map(prekey -> prekey.sign(RecordVectors.signer(c, "x25519_private")));
        return RecordVectors.signed(RecordType.PREKEY, signing);
    }

    private static JsonNode verify(Case c) {
        Instant now = RecordVectors.now(c);
        return RecordVectors.key(c.input(), "signer_spk")
                .flatMap(owner -> ParsedPrekey.parse(c.text("wire"))
                        .flatMap(parsed -> parsed.verify(VERIFIER, owner, now)))
                .map(Verified::record)
                .<JsonNode>map(prekey -> valid(true)
                        .put("expired", prekey.isExpired(now))
                        .<ObjectNode>set("record", Vectors.object()
                                .put("prekey_id", prekey.id().value())
                                .put("public_key", prekey.publicKey().hex())
                                .put("exp", RecordVectors.number(prekey.expiresAt()))))
                .orElse(valid(false));
    }
}

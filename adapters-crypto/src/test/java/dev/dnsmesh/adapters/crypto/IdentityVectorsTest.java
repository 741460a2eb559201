package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class IdentityVectorsTest {
    @TestFactory
    Stream<DynamicTest> identity() {
        return Vectors.tests("identity", 223, c -> c.op().equals("sign") ? sign(c) : verify(c));
    }

    private static JsonNode sign(Case c) {
        X25519PrivateKey key = X25519PrivateKey.fromHex(c.text("x25519_private")).orElseThrow();
        Signer signer = RecordVectors.signer(c, "x25519_private");
        List<Integer> numbers = new ArrayList<>();
        c.input().get("versions").forEach(number -> numbers.add(number.intValue()));
        Optional<Signing> signing = MessageVersions.of(numbers)
                .flatMap(versions -> RecordVectors.time(c.input(), "ts")
                        .map(ts -> new Identity(c.text("username"), new X25519KeyAgreement().publicKey(key),
                                signer.publicKey(), ts, versions)))
                .map(identity -> identity.sign(signer));
        return RecordVectors.signed(RecordType.IDENTITY, signing);
    }

    private static JsonNode verify(Case c) {
        return ParsedIdentity.parse(c.text("wire"))
                .filter(parsed -> parsed.verify(VERIFIER).isPresent())
                .<JsonNode>map(parsed -> valid(true)
                        .<ObjectNode>set("record", fields(parsed.identity()))
                        .put("signature", parsed.sealed().signatures().getFirst().octets().hex()))
                .orElse(valid(false));
    }

    private static ObjectNode fields(Identity identity) {
        ObjectNode fields = Vectors.object()
                .put("username", identity.username())
                .put("x25519_pk", identity.encryptionKey().hex())
                .put("ed25519_spk", identity.signingKey().hex())
                .put("ts", RecordVectors.number(identity.issuedAt()));
        ArrayNode versions = fields.putArray("versions");
        Octets numbers = identity.versions().numbers();
        for (int i = 0; i < numbers.length(); i++) {
            versions.add(numbers.at(i));
        }
        return fields;
    }
}

package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.MessageVectors.AGREEMENT;
import static dev.dnsmesh.adapters.crypto.MessageVectors.CIPHER;
import static dev.dnsmesh.adapters.crypto.MessageVectors.octets;
import static dev.dnsmesh.vectors.Vectors.valid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.message.EncryptedMessage;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class MessageFormVectorsTest {
    private static final Set<String> ELSEWHERE = Set.of("send", "receive");

    @Test
    void the_three_tests_together_hold_every_case() {
        assertThat(Vectors.cases("message")).hasSize(102 + 40 + 88);
    }

    @TestFactory
    Stream<DynamicTest> forms() {
        return Vectors.tests("message", c -> !ELSEWHERE.contains(c.op()), 102, MessageFormVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "header_bytes" -> {
                Octets bytes = MessageVectors.header(c.input().get("header")).octets();
                yield valid(true).put("bytes", bytes.hex()).put("text", bytes.asUtf8().orElseThrow());
            }
            case "aad" -> valid(true).put("aad", MessageVectors.header(c.input().get("header"))
                    .associatedData(new PrekeyId(c.number("prekey_id"))).hex());
            case "encrypt" -> encrypt(c);
            case "decrypt" -> EncryptedMessage.parse(octets(c.input(), "encrypted"))
                    .flatMap(message -> CIPHER.open(MessageVectors.privateKey(c.input(), "x25519_private"), message,
                            octets(c.input(), "aad")))
                    .<JsonNode>map(plaintext -> valid(true).put("plaintext", plaintext.hex())).orElse(valid(false));
            case "message_bytes" -> valid(true).put("bytes", new OuterMessage(
                    MessageVectors.header(c.input().get("header")), octets(c.input(), "payload"),
                    octets(c.input(), "trailer")).octets().hex());
            case "message_parse" -> OuterMessage.parse(octets(c.input(), "bytes"))
                    .<JsonNode>map(MessageFormVectorsTest::parsed).orElse(valid(false));
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static JsonNode encrypt(Case c) {
        X25519PrivateKey ephemeral = MessageVectors.privateKey(c.input(), "ephemeral_private");
        X25519PublicKey recipient = X25519PublicKey.fromHex(c.text("recipient_x25519_public")).orElseThrow();
        EncryptedMessage message = CIPHER.seal(ephemeral, octets(c.input(), "nonce"), recipient,
                octets(c.input(), "aad"), octets(c.input(), "plaintext")).orElseThrow();
        return valid(true)
                .put("shared_secret", Octets.of(AGREEMENT.sharedSecret(ephemeral, recipient).orElseThrow().reveal()).hex())
                .put("aead_key", Octets.of(CIPHER.messageKey(ephemeral, recipient).orElseThrow().reveal()).hex())
                .put("encrypted", message.octets().hex());
    }

    private static JsonNode parsed(OuterMessage message) {
        MessageHeader header = message.header();
        ObjectNode out = valid(true);
        out.putObject("header").put("v", header.version()).put("type", header.type().name())
                .put("msg_id", header.message().hex()).put("sender", header.sender().hex())
                .put("recipient", header.recipient().hex()).put("total", header.total()).put("chunk", header.chunk())
                .put("ts", header.sentAt()).put("ttl", header.ttl());
        return out.put("payload", message.payload().hex()).put("trailer", message.trailer().hex());
    }
}

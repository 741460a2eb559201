package dev.dnsmesh.adapters.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.message.MessageCipher;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.message.MessageType;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tests over message.json have in common. */
final class MessageVectors {
    static final X25519KeyAgreement AGREEMENT = new X25519KeyAgreement();
    static final MessageCipher CIPHER = new MessageCipher(AGREEMENT, new HkdfSha256(), new ChaCha20Poly1305Cipher());
    static final ReedSolomonBlockCode BLOCK_CODE = new ReedSolomonBlockCode();

    private MessageVectors() {
    }

    static Octets octets(JsonNode from, String name) {
        return Octets.fromHex(from.get(name).textValue()).orElseThrow();
    }

    static X25519PrivateKey privateKey(JsonNode from, String name) {
        return X25519PrivateKey.fromHex(from.get(name).textValue()).orElseThrow();
    }

    /** A text that is given and not empty. */
    static Optional<String> text(JsonNode from, String name) {
        return Optional.ofNullable(from.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }

    static MessageHeader header(JsonNode from) {
        return new MessageHeader(from.get("v").longValue(), MessageType.valueOf(from.get("type").textValue()),
                MessageId.fromHex(from.get("msg_id").textValue()).orElseThrow(),
                UserId.fromHex(from.get("sender").textValue()).orElseThrow(),
                UserId.fromHex(from.get("recipient").textValue()).orElseThrow(),
                from.get("total").longValue(), from.get("chunk").longValue(),
                from.get("ts").longValue(), from.get("ttl").longValue());
    }

    /** What is in the DNS: values at a name, in RRset order. */
    static final class Zones {
        private final Map<OwnerName, List<TxtValue>> rrsets = new HashMap<>();

        Zones(JsonNode from) {
            from.properties().forEach(rrset -> {
                List<TxtValue> values = new ArrayList<>();
                rrset.getValue().forEach(value -> values.add(TxtValue.of(value.textValue())));
                rrsets.put(new OwnerName(rrset.getKey()), values);
            });
        }

        List<TxtValue> at(OwnerName name) {
            return rrsets.getOrDefault(name, List.of());
        }

        List<TxtValue> at(Optional<OwnerName> name) {
            return name.map(this::at).orElse(List.of());
        }
    }
}

package dev.dnsmesh.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.WhiteSpace;
import dev.dnsmesh.vectors.Vectors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TsigScopeVectorsTest {
    private static final Set<String> ON = Set.of("1", "true", "yes", "on");

    @TestFactory
    Stream<DynamicTest> all_scope_vectors_hold() {
        return Vectors.tests("tsig_scope", 372, c -> switch (c.op()) {
            case "suffixes" -> suffixes(c);
            case "key_name" -> keyName(c);
            case "covers" -> Vectors.valid(covers(c));
            case "recipient_hashes" -> recipientHashes(c);
            default -> throw new IllegalArgumentException(c.op());
        });
    }

    private static JsonNode suffixes(Vectors.Case c) {
        List<ScopeSuffix> suffixes = KeyScope.suffixes(c.text("local_part"), c.text("ed25519_spk"), c.text("zone"),
                X25519PublicKey.fromHex(c.text("x25519_pub")), ScopeMode.of(on(c, "tight_scope"), on(c, "loose_scope")));
        return suffixes.isEmpty() ? Vectors.valid(false) : texts("suffixes", suffixes);
    }

    private static JsonNode keyName(Vectors.Case c) {
        return KeyScope.keyName(c.text("local_part"), c.text("ed25519_spk"), c.text("zone"), c.text("subject"))
                .map(name -> Vectors.valid(true).put("name", name.text()))
                .orElseGet(() -> Vectors.valid(false));
    }

    private static boolean covers(Vectors.Case c) {
        boolean delete = c.text("operation").equals("delete");
        List<ScopeSuffix> suffixes = new ArrayList<>();
        c.input().get("allowed_suffixes").forEach(text -> suffixes.add(new ScopeSuffix(text.textValue())));
        boolean covered = suffixes.stream().anyMatch(
                suffix -> suffix.covers(c.text("owner")) && !(delete && suffix.isWildcard()));
        if (!suffixes.isEmpty()) {
            OwnerName.parse(c.text("owner")).ifPresent(owner -> assertThat(key("k.", suffixes, "", 0, false)
                    .covers(delete ? WriteOperation.DELETE : WriteOperation.ADD, owner)).isEqualTo(covered));
        }
        return covered;
    }

    private static JsonNode recipientHashes(Vectors.Case c) {
        Map<TsigKeyName, TsigKey> keys = new LinkedHashMap<>();
        for (JsonNode row : c.input().get("keys")) {
            List<ScopeSuffix> suffixes = new ArrayList<>();
            row.get("allowed_suffixes").forEach(text -> suffixes.add(new ScopeSuffix(text.textValue())));
            TsigKey key = key(row.get("name").textValue(), suffixes, row.get("registered_x25519_pub").textValue(),
                    row.get("expires_at").longValue(), row.get("revoked").booleanValue());
            keys.put(key.name(), key);
        }
        Instant now = Instant.ofEpochSecond(c.number("now"));
        SortedSet<MailboxHash> hashes = new TreeSet<>();
        OwnerName.parse(c.text("zone")).ifPresent(zone -> {
            hashes.addAll(RegisteredRecipients.of(keys.values(), zone, now));
            keys.values().forEach(key -> assertThat(RegisteredRecipients.candidates(key))
                    .containsAll(RegisteredRecipients.of(key, zone)));
        });
        return texts("hashes", hashes);
    }

    private static TsigKey key(String name, Collection<ScopeSuffix> suffixes, String proven, long expires, boolean revoked) {
        return new TsigKey(TsigKeyName.parse(name).orElseThrow(), TsigAlgorithm.HMAC_SHA256,
                Secret.of(Octets.of(new byte[32])), new TreeSet<>(suffixes), Instant.EPOCH,
                expires == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(expires)),
                revoked ? Optional.of(Instant.EPOCH) : Optional.empty(), Optional.empty(), Optional.empty(),
                X25519PublicKey.fromHex(proven), false);
    }

    /** The switches as configuration reads them (B1 of configuration.md). */
    private static boolean on(Vectors.Case c, String name) {
        return c.has(name) && ON.contains(Ascii.lowerCased(WhiteSpace.trim(c.text(name))));
    }

    private static ObjectNode texts(String name, Collection<?> values) {
        ObjectNode result = Vectors.valid(true);
        ArrayNode texts = result.putArray(name);
        values.forEach(value -> texts.add(value.toString()));
        return result;
    }
}

package dev.dnsmesh.adapters.storage.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** replay_cache.json: an array of [spk hex, msg_id hex, expiry] (client.md 16.4). */
final class ReplayCacheFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    ReplayCacheFile(Path file) {
        this.file = file;
    }

    /** A missing or broken file is an empty cache; expired and malformed entries are passed over. */
    List<Seen> read(Instant now) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException broken) {
            return List.of();
        }
        List<Seen> seen = new ArrayList<>();
        if (root != null && root.isArray()) {
            root.forEach(entry -> entry(entry).filter(s -> s.until().isAfter(now)).ifPresent(seen::add));
        }
        return seen;
    }

    private static Optional<Seen> entry(JsonNode entry) {
        if (!entry.isArray() || entry.size() != 3 || !entry.get(0).isTextual() || !entry.get(1).isTextual()
                || !entry.get(2).isNumber() || Math.abs(entry.get(2).asDouble()) > 1e12) {
            return Optional.empty();
        }
        Optional<Ed25519PublicKey> sender = Ed25519PublicKey.fromHex(entry.get(0).asText());
        Optional<Octets> id = Octets.fromHex(entry.get(1).asText()).filter(o -> o.length() == 16);
        return sender.flatMap(s -> id.map(i -> new Seen(s, new MessageId(i), Instant.ofEpochSecond(entry.get(2).asLong()))));
    }

    /** The file's own unexpired entries and these. */
    void write(List<Seen> seen, Instant now) throws IOException {
        record Key(Ed25519PublicKey sender, MessageId id) {
        }
        Map<Key, Seen> all = new LinkedHashMap<>();
        List<Seen> held = read(now);
        held.forEach(s -> all.put(new Key(s.sender(), s.id()), s));
        seen.stream().filter(s -> s.until().isAfter(now)).forEach(s -> all.put(new Key(s.sender(), s.id()), s));
        if (all.isEmpty() && !Files.exists(file) || List.copyOf(all.values()).equals(held)) {
            return;
        }
        ArrayNode root = JSON.createArrayNode();
        all.values().forEach(s -> root.addArray().add(s.sender().hex()).add(s.id().octets().hex())
                .add(s.until().getEpochSecond()));
        OwnerOnly.replace(file, JSON.writeValueAsBytes(root));
    }
}

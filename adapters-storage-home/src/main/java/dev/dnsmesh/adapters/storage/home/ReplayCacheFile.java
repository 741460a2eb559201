package dev.dnsmesh.adapters.storage.home;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** replay_cache.json: an array of [spk hex, msg_id hex, expiry] (client.md 16.4). Read token by token: databind costs 30 ms at a start. */
final class ReplayCacheFile {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    ReplayCacheFile(Path file) {
        this.file = file;
    }

    /** A missing or broken file is an empty cache; expired and malformed entries are passed over. */
    List<Seen> read(Instant now) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
            return entries(parser).stream().filter(s -> s.until().isAfter(now)).toList();
        } catch (JsonProcessingException broken) {
            return List.of();
        }
    }

    private static List<Seen> entries(JsonParser parser) throws IOException {
        List<Seen> seen = new ArrayList<>();
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            for (JsonToken token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    entry(parser).ifPresent(seen::add);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return seen;
    }

    /** Reads to the entry's end, whatever is in it. */
    private static Optional<Seen> entry(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        Optional<Instant> until = Optional.empty();
        int items = 0;
        for (JsonToken token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; token = parser.nextToken(), items++) {
            if (token == JsonToken.VALUE_STRING && items < 2) {
                texts.add(parser.getText());
            } else if (token.isNumeric() && items == 2 && Math.abs(parser.getDoubleValue()) <= 1e12) {
                until = Optional.of(Instant.ofEpochSecond(parser.getValueAsLong()));
            } else {
                parser.skipChildren();
            }
        }
        if (items != 3 || texts.size() != 2 || until.isEmpty()) {
            return Optional.empty();
        }
        Instant end = until.get();
        Optional<Octets> id = Octets.fromHex(texts.get(1)).filter(o -> o.length() == 16);
        return Ed25519PublicKey.fromHex(texts.get(0)).flatMap(sender -> id.map(i -> new Seen(sender, new MessageId(i), end)));
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
        var octets = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(octets)) {
            json.writeStartArray();
            for (Seen one : all.values()) {
                json.writeStartArray();
                json.writeString(one.sender().hex());
                json.writeString(one.id().octets().hex());
                json.writeNumber(one.until().getEpochSecond());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        OwnerOnly.replace(file, octets.toByteArray());
    }
}

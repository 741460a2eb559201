package dev.dnsmesh.adapters.storage.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingRecord;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The rows of a backup. Keys and ids are hex, other octets base64, times ISO 8601. */
final class BackupRows {
    /** A row that lacks something. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damaged(String field) {
            super(field);
        }
    }

    private BackupRows() {
    }

    static void put(ObjectNode json, ClientBackup.State state) {
        array(json, "prekeys", state.prekeys(), (row, prekey) -> {
            String secret = prekey.privateKey().use(BackupRows::text);
            row.put("id", prekey.id()).put("private_key", secret)
                    .put("public_key", prekey.publicKey().hex()).put("expires_at", prekey.expiresAt().toString())
                    .put("created_at", prekey.createdAt().toString());
            prekey.wire().ifPresent(wire -> row.put("wire_record", text(wire.octets().toArray())));
        });
        array(json, "denylist", state.denylist(), (row, blocked) -> row.put("sender", blocked.sender().hex())
                .put("at", blocked.at().toString()).put("note", blocked.note()));
        array(json, "seen", state.seen(), (row, seen) -> row.put("sender", seen.sender().hex()).put("msg_id", seen.id().hex())
                .put("until", seen.until().toString()));
        array(json, "intros", state.intros(), BackupRows::put);
        array(json, "inbox", state.inbox(), BackupRows::put);
        array(json, "outbox", state.outbox(), BackupRows::put);
    }

    static void putTokens(ObjectNode json, List<SavedToken> tokens) {
        array(json, "tokens", tokens, (row, token) -> {
            row.put("node", token.node()).put("subject", token.subject()).put("token", token.token())
                    .put("registered_spk", token.registeredSpk()).put("saved_at", token.savedAt());
            token.expiresAt().ifPresent(end -> row.put("expires_at", end));
        });
    }

    private static void put(ObjectNode row, Message message) {
        row.put("msg_id", message.messageId().hex()).put("sender", message.sender().hex()).put("sender_label", message.senderLabel())
                .put("zone", message.zone()).put("via", message.via().name()).put("sent_at", message.sentAt().toString())
                .put("received_at", message.receivedAt().toString()).put("expires_at", message.expiresAt().toString())
                .put("forward_secret", message.forwardSecret()).put("unread", message.unread()).put("body", text(message.body().toArray()));
    }

    private static void put(ObjectNode row, Outgoing outgoing) {
        row.put("msg_id", outgoing.id().hex()).put("recipient", outgoing.recipient()).put("zone", outgoing.zone().text())
                .put("created_at", outgoing.createdAt().toString()).put("expires_at", outgoing.expiresAt().toString())
                .put("sent", outgoing.sent());
        array(row, "records", outgoing.records(), (each, record) -> each.put("owner", record.owner().text())
                .put("value", text(record.value().octets().toArray())).put("ttl", record.ttlSeconds()));
        array(row, "claims", outgoing.claims(), (each, claim) -> each.put("zone", claim.zone()).put("host", claim.host())
                .put("port", claim.port()).put("owner", claim.owner().text()).put("value", text(claim.value().octets().toArray()))
                .put("ttl", claim.ttlSeconds()));
    }

    /** Throws {@link Damaged}, and what the values' own constructors throw. */
    static ClientBackup.State state(JsonNode json) {
        return new ClientBackup.State(rows(json, "prekeys", BackupRows::prekey),
                rows(json, "denylist", row -> new Blocked(signer(row), time(row, "at"), string(row, "note"))),
                rows(json, "intros", BackupRows::message),
                rows(json, "seen", row -> new Seen(signer(row), id(row), time(row, "until"))),
                rows(json, "outbox", BackupRows::outgoing), rows(json, "inbox", BackupRows::message));
    }

    static List<SavedToken> tokens(JsonNode json) {
        return rows(json, "tokens", row -> new SavedToken(string(row, "node"), string(row, "subject"), string(row, "token"),
                row.has("expires_at") ? Optional.of(row.path("expires_at").asLong()) : Optional.empty(), string(row, "registered_spk"),
                row.path("saved_at").asLong()));
    }

    private static StoredPrekey prekey(JsonNode row) {
        return new StoredPrekey(row.path("id").asLong(), Secret.of(octets(row, "private_key")),
                X25519PublicKey.fromHex(string(row, "public_key")).orElseThrow(() -> new Damaged("public_key")),
                time(row, "expires_at"), time(row, "created_at"),
                row.has("wire_record") ? Optional.of(new TxtValue(octets(row, "wire_record"))) : Optional.empty());
    }

    private static Message message(JsonNode row) {
        return new Message(0, id(row), signer(row), string(row, "sender_label"), string(row, "zone"), Via.valueOf(string(row, "via")),
                time(row, "sent_at"), time(row, "received_at"), time(row, "expires_at"), row.path("forward_secret").asBoolean(),
                row.path("unread").asBoolean(), octets(row, "body"));
    }

    private static Outgoing outgoing(JsonNode row) {
        return new Outgoing(id(row), string(row, "recipient"), name(row, "zone"),
                rows(row, "records", each -> new OutgoingRecord(name(each, "owner"), new TxtValue(octets(each, "value")), each.path("ttl").asLong())),
                rows(row, "claims", each -> new OutgoingClaim(string(each, "zone"), string(each, "host"), each.path("port").asInt(),
                        name(each, "owner"), new TxtValue(octets(each, "value")), each.path("ttl").asLong())),
                time(row, "created_at"), time(row, "expires_at"), row.path("sent").asInt());
    }

    private static <T> void array(ObjectNode json, String name, List<T> values, BiConsumer<ObjectNode, T> put) {
        ArrayNode array = json.putArray(name);
        values.forEach(value -> put.accept(array.addObject(), value));
    }

    private static <T> List<T> rows(JsonNode json, String name, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        json.path(name).forEach(row -> values.add(read.apply(row)));
        return values;
    }

    static String text(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    static Octets octets(JsonNode row, String field) {
        return Octets.of(Base64.getDecoder().decode(string(row, field)));
    }

    private static String string(JsonNode row, String field) {
        JsonNode value = row.get(field);
        if (value == null || !value.isTextual()) {
            throw new Damaged(field);
        }
        return value.asText();
    }

    private static Instant time(JsonNode row, String field) {
        return Instant.parse(string(row, field));
    }

    private static MessageId id(JsonNode row) {
        return MessageId.fromHex(string(row, "msg_id")).orElseThrow(() -> new Damaged("msg_id"));
    }

    private static Ed25519PublicKey signer(JsonNode row) {
        return Ed25519PublicKey.fromHex(string(row, "sender")).orElseThrow(() -> new Damaged("sender"));
    }

    private static OwnerName name(JsonNode row, String field) {
        return OwnerName.parse(string(row, field)).orElseThrow(() -> new Damaged(field));
    }
}

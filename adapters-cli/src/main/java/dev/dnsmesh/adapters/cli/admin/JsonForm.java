package dev.dnsmesh.adapters.cli.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.application.port.in.ReadStatistics.Statistics;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.Holder;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code --json} prints (registration.md 10.2). Times are Unix seconds; what there is not is null. */
final class JsonForm {
    private JsonForm() {
    }

    static <T> ArrayNode array(List<T> values, Function<T, ObjectNode> form) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(form.apply(value)));
        return array;
    }

    /** The only form that shows a secret; member names as registration answers them. */
    static ObjectNode issued(TsigKey key, Optional<OwnerName> zone) {
        ObjectNode json = object().put("tsig_key_name", key.name().text())
                .put("tsig_secret_hex", KeyFile.hex(key)).put("tsig_secret_base64", KeyFile.base64(key))
                .put("tsig_algorithm", key.algorithm().text());
        json.set("allowed_suffixes", suffixes(key.suffixes()));
        return json.put("subject", text(key.subject().map(Subject::text))).put("zone", text(zone.map(OwnerName::text)))
                .put("expires_at", key.expiresAt().map(Instant::getEpochSecond).orElse(0L));
    }

    static ObjectNode listed(TsigKey key, Instant now) {
        ObjectNode json = object().put("tsig_key_name", key.name().text()).put("subject", text(key.subject().map(Subject::text)))
                .put("tsig_algorithm", key.algorithm().text());
        json.set("allowed_suffixes", suffixes(key.suffixes()));
        return json.put("created_at", key.createdAt().getEpochSecond()).put("expires_at", seconds(key.expiresAt()))
                .put("revoked_at", seconds(key.revokedAt()))
                .put("registered_spk", text(key.registered().map(Ed25519PublicKey::hex)))
                .put("x25519_pub", text(key.proven().map(X25519PublicKey::hex)))
                .put("active", key.isActiveAt(now));
    }

    static ObjectNode issued(UserToken text, Token token) {
        return object().put("token", text.reveal()).put("subject", token.subject().text())
                .put("subject_hash12", text(token.prekeys().map(PrekeyScope::digits)))
                .put("expires_at", seconds(token.expiresAt()))
                .put("rate_per_sec", token.ratePerSec()).put("rate_burst", token.rateBurst());
    }

    static ObjectNode listed(Token token, Instant now) {
        return object().put("token_hash", token.hash().hex()).put("subject", token.subject().text())
                .put("subject_type", Token.SUBJECT_TYPE).put("subject_hash12", text(token.prekeys().map(PrekeyScope::digits)))
                .put("rate_per_sec", token.ratePerSec()).put("rate_burst", token.rateBurst())
                .put("issued_at", token.issuedAt().getEpochSecond()).put("expires_at", seconds(token.expiresAt()))
                .put("revoked_at", seconds(token.revokedAt())).put("issuer", token.issuer().text())
                .put("note", text(token.note())).put("registered_spk", text(token.registered().map(Ed25519PublicKey::hex)))
                .put("holds", token.holds()).put("live", token.isLiveAt(now));
    }

    static ObjectNode of(OwnershipEntry entry, Instant now) {
        return object().put("name", entry.name().text()).put("holder_spk", switch (entry.holder()) {
            case Holder.Key(var key) -> key.hex();
            case Holder.Operator() -> text(Optional.empty());
        }).put("subject", entry.subject().text()).put("since", entry.since().getEpochSecond())
                .put("held_until", seconds(entry.heldUntil())).put("held", entry.isHeldAt(now));
    }

    static ObjectNode of(ReadAudit.Entry entry) {
        return switch (entry) {
            case ReadAudit.Entry.Row(AuditRow row) -> object().put("ts", row.at().getEpochSecond())
                    .put("event", row.event().text()).put("token_hash", text(row.token().map(TokenHash::hex)))
                    .put("subject", text(row.subject().map(Subject::text))).put("remote_addr", text(row.remote()))
                    .put("detail", text(row.detail()));
            case ReadAudit.Entry.Count(AuditCounter counter) -> object().put("ts", counter.hour().getEpochSecond())
                    .put("event", counter.event().text()).putNull("token_hash").putNull("subject").putNull("remote_addr")
                    .put("detail", AuditCommands.detail(counter));
        };
    }

    static ObjectNode of(StoredRecord record, Instant now) {
        return object().put("name", record.owner().text()).put("value", text(record.value().text()))
                .put("value_hex", record.value().text().isPresent() ? null : record.value().octets().hex())
                .put("hash", record.value().hash().hex()).put("ttl", record.ttl().seconds())
                .put("expires_at", record.expiresAt().getEpochSecond()).put("remaining", record.remainingAt(now))
                .put("stored_ts", record.storedAt().millis());
    }

    static ObjectNode deleted(OwnerName name, int records) {
        return object().put("name", name.text()).put("deleted", records);
    }

    static ObjectNode of(Statistics now) {
        return object().put("records", now.records()).put("claims", now.claims())
                .put("tsig_keys_active", now.keys().active()).put("tsig_keys", now.keys().all())
                .put("tokens_live", now.tokens().active()).put("tokens", now.tokens().all())
                .put("owners_held", now.owners().active()).put("owners", now.owners().all())
                .put("peers", now.peers()).put("last_stored_ts", now.last().millis()).put("instance", now.instance().hex());
    }

    static ObjectNode revoked(List<TsigKey> keys, List<Token> tokens) {
        ObjectNode json = object();
        ArrayNode names = json.putArray("tsig_keys");
        keys.forEach(key -> names.add(key.name().text()));
        ArrayNode hashes = json.putArray("token_hashes");
        tokens.forEach(token -> hashes.add(token.hash().hex()));
        return json;
    }

    static ObjectNode released(Subject subject, ReleaseOutcome.Released released) {
        ObjectNode json = object().put("subject", subject.text());
        ArrayNode names = json.putArray("names");
        released.names().forEach(name -> names.add(name.text()));
        return json.put("tsig_keys_revoked", released.keysRevoked()).put("tokens_revoked", released.tokensRevoked());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode suffixes(Collection<ScopeSuffix> suffixes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        suffixes.forEach(suffix -> array.add(suffix.text()));
        return array;
    }

    /** Jackson's word for what there is not is null, here and nowhere else. */
    private static String text(Optional<String> text) {
        return text.orElse(null);
    }

    private static Long seconds(Optional<Instant> instant) {
        return instant.map(Instant::getEpochSecond).orElse(null);
    }
}

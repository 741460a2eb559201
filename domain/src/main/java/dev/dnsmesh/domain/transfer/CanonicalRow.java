package dev.dnsmesh.domain.transfer;

import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.ownership.Holder;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.transfer.TransferRow.OfAudit;
import dev.dnsmesh.domain.transfer.TransferRow.OfCounter;
import dev.dnsmesh.domain.transfer.TransferRow.OfDeletion;
import dev.dnsmesh.domain.transfer.TransferRow.OfHistory;
import dev.dnsmesh.domain.transfer.TransferRow.OfKey;
import dev.dnsmesh.domain.transfer.TransferRow.OfOwner;
import dev.dnsmesh.domain.transfer.TransferRow.OfRecord;
import dev.dnsmesh.domain.transfer.TransferRow.OfReplay;
import dev.dnsmesh.domain.transfer.TransferRow.OfToken;
import dev.dnsmesh.domain.transfer.TransferRow.OfWatermark;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The octets of a row that its digest is made of: every member in its order, each with its length. */
final class CanonicalRow {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    private CanonicalRow() {
    }

    static Octets of(TransferRow any) {
        CanonicalRow row = new CanonicalRow().text(any.kind().text());
        switch (any) {
            case OfRecord(var of) -> row.record(of);
            case OfDeletion(var of) -> row.text(of.owner().text()).octets(of.hash()).number(of.deletedAt())
                    .number(of.keptUntil().getEpochSecond()).number(of.storedAt().millis());
            case OfKey(var of) -> row.key(of);
            case OfToken(var of) -> row.token(of);
            case OfOwner(var of) -> row.owner(of);
            case OfAudit(var of) -> row.audit(of);
            case OfCounter(var of) -> row.instant(of.hour()).text(of.event().text()).number(of.count());
            case OfWatermark(var of) -> row.text(of.peer()).octets(of.state());
            case OfReplay(var of, var answer) -> row.octets(of.id().octets()).number(of.keepUntil().toEpochMilli()).number(answer.code());
            case OfHistory(var instance, var last, var first) -> row.octets(instance).number(last.millis())
                    .text(first.map(Subject::text));
        }
        return Octets.of(row.octets.toByteArray());
    }

    private void record(StoredRecord row) {
        text(row.owner().text()).octets(row.value().octets()).number(row.ttl().seconds())
                .number(row.expiresAt().getEpochSecond()).number(row.storedAt().millis()).number(row.published());
    }

    private void key(TsigKey row) {
        Octets secret = row.secret().use(Octets::of);
        text(row.name().text()).text(row.algorithm().text()).octets(secret).number(row.suffixes().size());
        row.suffixes().stream().map(ScopeSuffix::text).forEach(this::text);
        instant(row.createdAt()).instant(row.expiresAt()).instant(row.revokedAt()).text(row.subject().map(Subject::text))
                .octets(row.registered().map(Ed25519PublicKey::octets)).octets(row.proven().map(X25519PublicKey::octets))
                .number(row.shaped() ? 1 : 0);
    }

    private void token(Token row) {
        octets(row.hash().octets()).text(row.subject().text()).text(row.prekeys().map(PrekeyScope::digits))
                .number(Double.doubleToLongBits(row.ratePerSec())).number(row.rateBurst()).instant(row.issuedAt())
                .instant(row.expiresAt()).instant(row.revokedAt()).text(row.issuer().text()).text(row.note())
                .octets(row.registered().map(Ed25519PublicKey::octets)).number(row.holds() ? 1 : 0);
    }

    private void owner(OwnershipEntry row) {
        Optional<Octets> holder = switch (row.holder()) {
            case Holder.Key(var key) -> Optional.of(key.octets());
            case Holder.Operator ignored -> Optional.empty();
        };
        text(row.name().text()).octets(holder).text(row.subject().text()).instant(row.since()).instant(row.heldUntil());
    }

    private void audit(AuditRow row) {
        instant(row.at()).text(row.event().text()).octets(row.token().map(TokenHash::octets)).text(row.subject().map(Subject::text))
                .text(row.remote()).text(row.detail());
    }

    private CanonicalRow number(long number) {
        octets.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    private CanonicalRow octets(Octets value) {
        number(value.length());
        octets.writeBytes(value.toArray());
        return this;
    }

    private CanonicalRow octets(Optional<Octets> value) {
        return value.map(this::octets).orElseGet(() -> number(-1));
    }

    private CanonicalRow text(String text) {
        return octets(Octets.utf8(text));
    }

    private CanonicalRow text(Optional<String> text) {
        return octets(text.map(Octets::utf8));
    }

    private CanonicalRow instant(Instant instant) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    private CanonicalRow instant(Optional<Instant> instant) {
        return instant.map(this::instant).orElseGet(() -> number(Long.MIN_VALUE));
    }
}

package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.adapters.storage.lmdb.RowReader;
import dev.dnsmesh.adapters.storage.lmdb.RowWriter;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingRecord;
import dev.dnsmesh.application.client.port.out.ClientState.OwedDeletion;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How rows are written and read. Fields come in a fixed order; a change of it is a new schema. */
final class ClientRows {
    private ClientRows() {
    }

    static Octets key(Ed25519PublicKey sender, MessageId id) {
        return Octets.concat(sender.octets(), id.octets());
    }

    static Ed25519PublicKey sender(Octets key) {
        return new Ed25519PublicKey(key.slice(0, Ed25519PublicKey.LENGTH));
    }

    static MessageId message(Octets key) {
        return new MessageId(key.slice(Ed25519PublicKey.LENGTH, key.length()));
    }

    static Seen seen(Octets key, RowReader row) {
        return new Seen(sender(key), message(key), row.instant());
    }

    static RowWriter of(Message message) {
        return new RowWriter().octets(message.messageId().octets()).octets(message.sender().octets())
                .text(message.senderLabel()).text(message.zone()).text(message.via().name())
                .instant(message.sentAt()).instant(message.receivedAt()).instant(message.expiresAt())
                .flag(message.forwardSecret()).flag(message.unread()).octets(message.body());
    }

    static Message message(Octets key, RowReader row) {
        return new Message(View.number(key), new MessageId(row.octets()), new Ed25519PublicKey(row.octets()), row.text(),
                row.text(), Via.valueOf(row.text()), row.instant(), row.instant(), row.instant(), row.flag(), row.flag(),
                row.octets());
    }

    static RowWriter of(Blocked blocked) {
        return new RowWriter().instant(blocked.at()).text(blocked.note());
    }

    static Blocked blocked(Octets key, RowReader row) {
        return new Blocked(sender(key), row.instant(), row.text());
    }

    static RowWriter of(StoredPrekey prekey) {
        return new RowWriter().octets(prekey.privateKey().use(Octets::of)).octets(prekey.publicKey().octets())
                .instant(prekey.expiresAt()).instant(prekey.createdAt())
                .optional(prekey.wire(), (row, wire) -> row.octets(wire.octets()));
    }

    static StoredPrekey prekey(Octets key, RowReader row) {
        return new StoredPrekey(View.number(key), Secret.of(row.octets()), new X25519PublicKey(row.octets()), row.instant(),
                row.instant(), row.optional(RowReader::octets).map(TxtValue::new));
    }

    static RowWriter of(OwedDeletion owed) {
        return new RowWriter().text(owed.owner().text()).octets(owed.value().octets());
    }

    static OwedDeletion owedDeletion(RowReader row) {
        return new OwedDeletion(new OwnerName(row.text()), new TxtValue(row.octets()));
    }

    static RowWriter of(Outgoing outgoing) {
        RowWriter row = new RowWriter().text(outgoing.recipient()).text(outgoing.zone().text());
        list(row, outgoing.records(), (to, r) -> to.text(r.owner().text()).octets(r.value().octets()).number(r.ttlSeconds()));
        list(row, outgoing.claims(), (to, c) -> to.text(c.zone()).text(c.host()).number(c.port()).text(c.owner().text())
                .octets(c.value().octets()).number(c.ttlSeconds()));
        return row.instant(outgoing.createdAt()).instant(outgoing.expiresAt()).number(outgoing.sent());
    }

    static Outgoing outgoing(Octets key, RowReader row) {
        return new Outgoing(new MessageId(key), row.text(), new OwnerName(row.text()),
                list(row, r -> new OutgoingRecord(new OwnerName(r.text()), new TxtValue(r.octets()), r.number())),
                list(row, r -> new OutgoingClaim(r.text(), r.text(), (int) r.number(), new OwnerName(r.text()),
                        new TxtValue(r.octets()), r.number())),
                row.instant(), row.instant(), (int) row.number());
    }

    private static <T> void list(RowWriter row, List<T> items, BiConsumer<RowWriter, T> put) {
        row.number(items.size());
        items.forEach(item -> put.accept(row, item));
    }

    private static <T> List<T> list(RowReader row, Function<RowReader, T> take) {
        List<T> items = new ArrayList<>();
        for (long left = row.number(); left > 0; left--) {
            items.add(take.apply(row));
        }
        return items;
    }
}

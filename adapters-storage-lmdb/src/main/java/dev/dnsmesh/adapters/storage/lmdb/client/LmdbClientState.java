package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.adapters.storage.lmdb.Failures;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/** Every method is one transaction, synced to disk before it returns. Safe for several threads and processes. */
final class LmdbClientState implements ClientState {
    /** Of the tables and their rows. */
    static final int SCHEMA = 1;
    private static final String SCHEMA_KEY = "schema";
    private static final String DELETION = "owed_deletion";

    private final Env<ByteBuffer> env;
    private final ClientTables tables;
    private boolean closed;

    LmdbClientState(Env<ByteBuffer> env, ClientTables tables) {
        this.env = env;
        this.tables = tables;
        long schema = read(view -> view.number(SCHEMA_KEY));
        if (schema > SCHEMA) {
            throw new StorageCorrupt("the client's state was written by a newer dnsmesh (schema " + schema
                    + ", this one knows " + SCHEMA + "): use that one");
        }
        if (schema == 0) {
            write(view -> view.putNumber(SCHEMA_KEY, SCHEMA));
        }
    }

    // LMDB's writing lock belongs to a thread of the system, so a transaction begins and ends without blocking in between
    private synchronized <T> T change(Function<View, T> work) {
        demandOpen();
        return Failures.translated(() -> {
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                T result = work.apply(new View(tables, txn));
                txn.commit();
                return result;
            }
        });
    }

    private void write(Consumer<View> work) {
        change(view -> {
            work.accept(view);
            return true;
        });
    }

    private synchronized <T> T read(Function<View, T> work) {
        demandOpen();
        return Failures.translated(() -> {
            try (Txn<ByteBuffer> txn = env.txnRead()) {
                return work.apply(new View(tables, txn));
            }
        });
    }

    private void demandOpen() {
        if (closed) {
            throw new StorageUnavailable("the client's state is closed");
        }
    }

    @Override
    public Delivered deliver(Delivery delivery) {
        return change(view -> {
            Message message = delivery.message();
            if (MessageRows.INBOX.holds(view, message) || MessageRows.INTROS.holds(view, message)
                    || SeenRows.holds(view, message.sender(), message.messageId(), message.receivedAt())) {
                return Delivered.DUPLICATE;
            }
            switch (delivery.destination()) {
                case INBOX -> MessageRows.INBOX.insert(view, message);
                case INTRO_QUEUE -> MessageRows.INTROS.insert(view, message);
            }
            SeenRows.mark(view, message.sender(), message.messageId(), delivery.seenUntil());
            consume(view, delivery);
            return Delivered.NEW;
        });
    }

    private static void consume(View view, Delivery delivery) {
        Octets key = View.key(delivery.prekeyId());
        view.find(view.tables.prekeys, key, row -> ClientRows.prekey(key, row)).ifPresent(prekey -> {
            view.delete(view.tables.prekeys, key);
            SharedRows.owePrekey(view, prekey.id());
            prekey.wire().ifPresent(wire -> delivery.prekeyOwner().ifPresent(owner -> view.put(view.tables.owedDeletions,
                    View.key(view.next(DELETION)), ClientRows.of(new OwedDeletion(owner, wire)))));
        });
    }

    @Override
    public boolean isSeen(Ed25519PublicKey sender, MessageId id, Instant now) {
        return read(view -> SeenRows.holds(view, sender, id, now));
    }

    @Override
    public void markSeen(List<Seen> seen) {
        write(view -> seen.forEach(s -> SeenRows.mark(view, s.sender(), s.id(), s.until())));
    }

    @Override
    public List<Seen> seen(Instant now) {
        return read(view -> SeenRows.live(view, now));
    }

    @Override
    public List<Message> inbox() {
        return read(MessageRows.INBOX::all);
    }

    @Override
    public Optional<Message> message(long id) {
        return read(view -> MessageRows.INBOX.find(view, id));
    }

    @Override
    public void markRead(List<Long> ids) {
        write(view -> ids.forEach(id -> MessageRows.INBOX.find(view, id)
                .ifPresent(message -> MessageRows.INBOX.put(view, id, message.asRead()))));
    }

    @Override
    public int deleteMessages(List<Long> ids) {
        return change(view -> (int) ids.stream().distinct()
                .filter(id -> MessageRows.INBOX.remove(view, id).isPresent()).count());
    }

    @Override
    public List<Message> intros() {
        return read(view -> MessageRows.INTROS.all(view).stream()
                .sorted(Comparator.comparing(Message::receivedAt).thenComparing(Message::id).reversed()).toList());
    }

    @Override
    public Optional<Message> acceptIntro(long id) {
        return change(view -> {
            Optional<Message> intro = MessageRows.INTROS.remove(view, id);
            return intro.flatMap(message -> {
                SharedRows.oweIntro(view, message);
                MessageRows.INBOX.insert(view, message.asRead());
                return MessageRows.INBOX.idOf(view, ClientRows.key(message.sender(), message.messageId()))
                        .flatMap(inbox -> MessageRows.INBOX.find(view, inbox));
            });
        });
    }

    @Override
    public Optional<Message> blockIntro(long id, Instant now, String note) {
        return change(view -> {
            Optional<Message> intro = MessageRows.INTROS.remove(view, id);
            intro.ifPresent(message -> {
                SharedRows.oweIntro(view, message);
                add(view, new Blocked(message.sender(), now, note));
            });
            return intro;
        });
    }

    @Override
    public List<Blocked> denylist() {
        return read(view -> view.all(view.tables.denylist, ClientRows::blocked));
    }

    @Override
    public boolean block(Blocked blocked) {
        return change(view -> add(view, blocked));
    }

    private static boolean add(View view, Blocked blocked) {
        SharedRows.forgetUnblocking(view, blocked.sender());
        Octets key = blocked.sender().octets();
        boolean news = !view.holds(view.tables.denylist, key);
        if (news) {
            view.put(view.tables.denylist, key, ClientRows.of(blocked));
        }
        return news;
    }

    @Override
    public boolean unblock(Ed25519PublicKey sender) {
        return change(view -> {
            boolean was = view.delete(view.tables.denylist, sender.octets());
            if (was) {
                SharedRows.oweUnblocking(view, sender);
            }
            return was;
        });
    }

    @Override
    public void addPrekeys(List<StoredPrekey> prekeys) {
        write(view -> prekeys.stream().filter(p -> !view.holds(view.tables.prekeys, View.key(p.id())))
                .forEach(p -> view.put(view.tables.prekeys, View.key(p.id()), ClientRows.of(p))));
    }

    @Override
    public void prekeyPublished(long id, TxtValue wire) {
        Octets key = View.key(id);
        write(view -> view.find(view.tables.prekeys, key, row -> ClientRows.prekey(key, row))
                .ifPresent(prekey -> view.put(view.tables.prekeys, key, ClientRows.of(prekey.published(wire)))));
    }

    @Override
    public List<StoredPrekey> prekeys() {
        return read(view -> view.all(view.tables.prekeys, ClientRows::prekey));
    }

    @Override
    public int purgePrekeys(Instant before) {
        return change(view -> {
            List<StoredPrekey> ended = view.all(view.tables.prekeys, ClientRows::prekey).stream()
                    .filter(p -> p.expiresAt().isBefore(before)).toList();
            ended.forEach(p -> {
                view.delete(view.tables.prekeys, View.key(p.id()));
                SharedRows.owePrekey(view, p.id());
            });
            SeenRows.purge(view, before);
            return ended.size();
        });
    }

    @Override
    public List<OwedDeletion> owedDeletions() {
        return read(view -> view.all(view.tables.owedDeletions, (key, row) -> ClientRows.owedDeletion(row)));
    }

    @Override
    public void deletionsDone(List<OwedDeletion> done) {
        write(view -> {
            record Row(Octets key, OwedDeletion owed) {
            }
            view.all(view.tables.owedDeletions, (key, row) -> new Row(key, ClientRows.owedDeletion(row))).stream()
                    .filter(row -> done.contains(row.owed())).forEach(row -> view.delete(view.tables.owedDeletions, row.key()));
        });
    }

    @Override
    public void enqueue(Outgoing outgoing) {
        write(view -> view.put(view.tables.outbox, outgoing.id().octets(), ClientRows.of(outgoing)));
    }

    @Override
    public List<Outgoing> outbox() {
        return read(view -> view.all(view.tables.outbox, ClientRows::outgoing).stream()
                .sorted(Comparator.comparing(Outgoing::createdAt).thenComparing(Outgoing::id)).toList());
    }

    @Override
    public void dropOutgoing(MessageId id) {
        write(view -> view.delete(view.tables.outbox, id.octets()));
    }

    @Override
    public void takeOver(SharedFiles.State files) {
        write(view -> SharedRows.takeOver(view, files));
    }

    @Override
    public FileDebts owedToFiles() {
        return read(SharedRows::debts);
    }

    @Override
    public void filesWritten(SharedFiles.State written, FileDebts paid) {
        write(view -> SharedRows.written(view, written, paid));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            env.close();
        }
    }
}

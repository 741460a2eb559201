package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A client's state that lasts as long as the object. */
public final class InMemoryClientState implements ClientState {
    private record Key(Ed25519PublicKey sender, MessageId id) {
        static Key of(Message message) {
            return new Key(message.sender(), message.messageId());
        }
    }

    private final Map<Key, Instant> seen = new LinkedHashMap<>();
    private final TreeMap<Long, Message> inbox = new TreeMap<>();
    private final TreeMap<Long, Message> intros = new TreeMap<>();
    private final Map<Ed25519PublicKey, Blocked> denylist = new LinkedHashMap<>();
    private final TreeMap<Long, StoredPrekey> prekeys = new TreeMap<>();
    private final List<OwedDeletion> owed = new ArrayList<>();
    private final Map<MessageId, Outgoing> outbox = new LinkedHashMap<>();
    private final Set<Long> consumed = new HashSet<>();
    private final Set<SharedFiles.RemovedIntro> removedIntros = new HashSet<>();
    private final Set<Ed25519PublicKey> unblocked = new HashSet<>();
    private final Set<Long> mirroredPrekeys = new HashSet<>();
    private final Set<Key> mirroredIntros = new HashSet<>();
    private long lastId;

    @Override
    public synchronized Delivered deliver(Delivery delivery) {
        Message message = delivery.message();
        if (holds(inbox, message) || holds(intros, message)
                || isSeen(message.sender(), message.messageId(), message.receivedAt())) {
            return Delivered.DUPLICATE;
        }
        insert(delivery.destination() == Destination.INBOX ? inbox : intros, message);
        mark(new Seen(message.sender(), message.messageId(), delivery.seenUntil()));
        StoredPrekey prekey = prekeys.remove(delivery.prekeyId());
        if (prekey != null) {
            consume(prekey.id());
            prekey.wire().ifPresent(wire -> delivery.prekeyOwner()
                    .ifPresent(owner -> owed.add(new OwedDeletion(owner, wire))));
        }
        return Delivered.NEW;
    }

    private static boolean holds(Map<Long, Message> queue, Message message) {
        return queue.values().stream().anyMatch(m -> Key.of(m).equals(Key.of(message)));
    }

    private void insert(Map<Long, Message> queue, Message m) {
        if (!holds(queue, m)) {
            long id = ++lastId;
            queue.put(id, new Message(id, m.messageId(), m.sender(), m.senderLabel(), m.zone(), m.via(), m.sentAt(),
                    m.receivedAt(), m.expiresAt(), m.forwardSecret(), m.unread(), m.body()));
        }
    }

    private void mark(Seen mark) {
        seen.merge(new Key(mark.sender(), mark.id()), mark.until(), (a, b) -> a.isAfter(b) ? a : b);
    }

    private void consume(long id) {
        consumed.add(id);
        mirroredPrekeys.remove(id);
    }

    @Override
    public synchronized boolean isSeen(Ed25519PublicKey sender, MessageId id, Instant now) {
        Instant until = seen.get(new Key(sender, id));
        return until != null && !until.isBefore(now);
    }

    @Override
    public synchronized void markSeen(List<Seen> marks) {
        marks.forEach(this::mark);
    }

    @Override
    public synchronized List<Seen> seen(Instant now) {
        return seen.entrySet().stream().filter(e -> !e.getValue().isBefore(now))
                .map(e -> new Seen(e.getKey().sender(), e.getKey().id(), e.getValue())).toList();
    }

    @Override
    public synchronized List<Message> inbox() {
        return List.copyOf(inbox.values());
    }

    @Override
    public synchronized Optional<Message> message(long id) {
        return Optional.ofNullable(inbox.get(id));
    }

    @Override
    public synchronized void markRead(List<Long> ids) {
        ids.forEach(id -> inbox.computeIfPresent(id, (same, message) -> message.asRead()));
    }

    @Override
    public synchronized int deleteMessages(List<Long> ids) {
        return (int) ids.stream().distinct().filter(id -> inbox.remove(id) != null).count();
    }

    @Override
    public synchronized List<Message> intros() {
        return intros.values().stream()
                .sorted(Comparator.comparing(Message::receivedAt).thenComparing(Message::id).reversed()).toList();
    }

    @Override
    public synchronized Optional<Message> acceptIntro(long id) {
        Optional<Message> intro = takeIntro(id);
        intro.ifPresent(message -> insert(inbox, message.asRead()));
        return intro.flatMap(message -> inbox.values().stream().filter(held -> Key.of(held).equals(Key.of(message))).findFirst());
    }

    private Optional<Message> takeIntro(long id) {
        Optional<Message> intro = Optional.ofNullable(intros.remove(id));
        intro.ifPresent(message -> {
            removedIntros.add(new SharedFiles.RemovedIntro(message.sender(), message.messageId()));
            mirroredIntros.remove(Key.of(message));
        });
        return intro;
    }

    @Override
    public synchronized Optional<Message> blockIntro(long id, Instant now, String note) {
        Optional<Message> intro = takeIntro(id);
        intro.ifPresent(message -> block(new Blocked(message.sender(), now, note)));
        return intro;
    }

    @Override
    public synchronized List<Blocked> denylist() {
        return List.copyOf(denylist.values());
    }

    @Override
    public synchronized boolean block(Blocked blocked) {
        unblocked.remove(blocked.sender());
        return denylist.putIfAbsent(blocked.sender(), blocked) == null;
    }

    @Override
    public synchronized boolean unblock(Ed25519PublicKey sender) {
        boolean was = denylist.remove(sender) != null;
        if (was) {
            unblocked.add(sender);
        }
        return was;
    }

    @Override
    public synchronized void addPrekeys(List<StoredPrekey> added) {
        added.forEach(prekey -> prekeys.putIfAbsent(prekey.id(), prekey));
    }

    @Override
    public synchronized void prekeyPublished(long id, TxtValue wire) {
        prekeys.computeIfPresent(id, (same, prekey) -> prekey.published(wire));
    }

    @Override
    public synchronized List<StoredPrekey> prekeys() {
        return List.copyOf(prekeys.values());
    }

    @Override
    public synchronized int purgePrekeys(Instant before) {
        List<StoredPrekey> ended = prekeys.values().stream().filter(p -> p.expiresAt().isBefore(before)).toList();
        ended.forEach(p -> {
            prekeys.remove(p.id());
            consume(p.id());
        });
        seen.values().removeIf(until -> until.isBefore(before));
        return ended.size();
    }

    @Override
    public synchronized List<OwedDeletion> owedDeletions() {
        return List.copyOf(owed);
    }

    @Override
    public synchronized void deletionsDone(List<OwedDeletion> done) {
        owed.removeAll(done);
    }

    @Override
    public synchronized void enqueue(Outgoing outgoing) {
        outbox.put(outgoing.id(), outgoing);
    }

    @Override
    public synchronized List<Outgoing> outbox() {
        return outbox.values().stream()
                .sorted(Comparator.comparing(Outgoing::createdAt).thenComparing(Outgoing::id)).toList();
    }

    @Override
    public synchronized void dropOutgoing(MessageId id) {
        outbox.remove(id);
    }

    @Override
    public synchronized void takeOver(SharedFiles.State files) {
        files.prekeys().stream().filter(p -> !consumed.contains(p.id())).forEach(theirs -> {
            mirroredPrekeys.add(theirs.id());
            prekeys.merge(theirs.id(), theirs, (ours, same) -> ours.wire().isEmpty() ? same : ours);
        });
        files.intros().stream().filter(i -> !holds(inbox, i)
                && !removedIntros.contains(new SharedFiles.RemovedIntro(i.sender(), i.messageId()))).forEach(theirs -> {
                    mirroredIntros.add(Key.of(theirs));
                    insert(intros, theirs);
                });
        files.denylist().stream().filter(b -> !unblocked.contains(b.sender()))
                .forEach(theirs -> denylist.putIfAbsent(theirs.sender(), theirs));
        files.seen().forEach(this::mark);
        letGo(files);
    }

    private void letGo(SharedFiles.State files) {
        Set<Long> heldPrekeys = new HashSet<>();
        files.prekeys().forEach(p -> heldPrekeys.add(p.id()));
        Set<Key> heldIntros = new HashSet<>();
        files.intros().forEach(i -> heldIntros.add(Key.of(i)));
        prekeys.keySet().removeIf(id -> mirroredPrekeys.contains(id) && !heldPrekeys.contains(id));
        intros.values().removeIf(i -> mirroredIntros.contains(Key.of(i)) && !heldIntros.contains(Key.of(i)));
        mirroredPrekeys.retainAll(heldPrekeys);
        mirroredIntros.retainAll(heldIntros);
    }

    @Override
    public synchronized FileDebts owedToFiles() {
        return new FileDebts(consumed, removedIntros, unblocked);
    }

    @Override
    public synchronized void filesWritten(SharedFiles.State written, FileDebts paid) {
        consumed.removeAll(paid.consumedPrekeys());
        removedIntros.removeAll(paid.removedIntros());
        unblocked.removeAll(paid.unblocked());
        mirroredPrekeys.clear();
        mirroredIntros.clear();
        written.prekeys().forEach(p -> mirroredPrekeys.add(p.id()));
        written.intros().forEach(i -> mirroredIntros.add(Key.of(i)));
    }

    @Override
    public void close() {
        // lasts as long as the object
    }
}

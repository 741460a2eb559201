package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client's durable state: prekeys, what was seen, inbox, intro queue, denylist, outbox. Every method is one durable
 * transaction; after a crash at any point all of it or nothing is there (client.md 19.4).
 */
public interface ClientState extends AutoCloseable {
    // -- receiving

    /**
     * Takes a decrypted message in: stores it (inbox or intro queue), marks (sender, id) seen until {@code seenUntil},
     * deletes the prekey's private half and queues the deletion of its published value. A message already there is
     * {@link Delivered#DUPLICATE} and changes nothing.
     */
    Delivered deliver(Delivery delivery);

    boolean isSeen(Ed25519PublicKey sender, MessageId id, Instant now);

    /** For sharing with other clients' files: marks without a message. */
    void markSeen(List<Seen> seen);

    List<Seen> seen(Instant now);

    // -- inbox

    /** Newest last. */
    List<Message> inbox();

    Optional<Message> message(long id);

    /** After they were written to standard output. */
    void markRead(List<Long> ids);

    /** Returns how many went. */
    int deleteMessages(List<Long> ids);

    // -- intro queue and denylist

    /** Newest first. */
    List<Message> intros();

    /** Moves the intro to the inbox, already read, and returns it with its number there. Empty where there is none. */
    Optional<Message> acceptIntro(long id);

    /** Denylists the sender and removes this intro. Empty where there is none. */
    Optional<Message> blockIntro(long id, Instant now, String note);

    List<Blocked> denylist();

    boolean block(Blocked blocked);

    boolean unblock(Ed25519PublicKey sender);

    // -- prekeys

    /** Durable before any public half is published. */
    void addPrekeys(List<StoredPrekey> prekeys);

    /** Sets the published value. */
    void prekeyPublished(long id, TxtValue wire);

    List<StoredPrekey> prekeys();

    /** Deletes private halves, and marks of seen messages, that ended before {@code before}. */
    int purgePrekeys(Instant before);

    // -- DNS deletions owed

    List<OwedDeletion> owedDeletions();

    void deletionsDone(List<OwedDeletion> done);

    // -- outbox

    /** Stores the whole signed record set of a send before its first UPDATE; the same id again takes its place. */
    void enqueue(Outgoing outgoing);

    List<Outgoing> outbox();

    /** After the last answer, or when given up. */
    void dropOutgoing(MessageId id);

    // -- files shared with other clients (client.md 16.5)

    /**
     * Takes over what another client put into the files, and lets go what it took out of them since {@link #filesWritten}.
     * What the files still hold only because they were not told yet ({@link #owedToFiles}) stays gone.
     */
    void takeOver(SharedFiles.State files);

    /** Removals that the files have not been told. */
    FileDebts owedToFiles();

    /** The files hold {@code written}, and {@code paid} is owed no more. */
    void filesWritten(SharedFiles.State written, FileDebts paid);

    @Override
    void close();

    enum Delivered { NEW, DUPLICATE }

    /** Where a message goes. */
    enum Destination { INBOX, INTRO_QUEUE }

    /** How it was found: {@code primary}, {@code secondary}, {@code provider} in JSON. */
    enum Via { PRIMARY, SECONDARY, PROVIDER }

    /** @param prekeyId 0 = none; its published value, where known, is owed a deletion at {@code prekeyOwner} */
    record Delivery(Message message, Destination destination, Instant seenUntil, long prekeyId,
                    Optional<OwnerName> prekeyOwner) {
    }

    /**
     * A message as it is kept.
     *
     * @param id            0 before it is stored; unique per queue afterwards
     * @param sentAt        header time
     * @param expiresAt     of the manifest
     * @param senderLabel   verified address, or empty
     * @param zone          where it was found
     */
    record Message(long id, MessageId messageId, Ed25519PublicKey sender, String senderLabel, String zone, Via via,
                   Instant sentAt, Instant receivedAt, Instant expiresAt, boolean forwardSecret, boolean unread,
                   Octets body) {
        public Message asRead() {
            return new Message(id, messageId, sender, senderLabel, zone, via, sentAt, receivedAt, expiresAt, forwardSecret,
                    false, body);
        }
    }

    record Seen(Ed25519PublicKey sender, MessageId id, Instant until) {
    }

    record Blocked(Ed25519PublicKey sender, Instant at, String note) {
    }

    /** @param id 1 .. 2^32-1 */
    record StoredPrekey(long id, Secret privateKey, X25519PublicKey publicKey, Instant expiresAt, Instant createdAt,
                        Optional<TxtValue> wire) {
        public StoredPrekey published(TxtValue value) {
            return new StoredPrekey(id, privateKey, publicKey, expiresAt, createdAt, Optional.of(value));
        }
    }

    record OwedDeletion(OwnerName owner, TxtValue value) {
    }

    /** Rows that went here and have to go from the shared files too. */
    record FileDebts(Set<Long> consumedPrekeys, Set<SharedFiles.RemovedIntro> removedIntros,
                     Set<Ed25519PublicKey> unblocked) {
        public FileDebts {
            consumedPrekeys = Set.copyOf(consumedPrekeys);
            removedIntros = Set.copyOf(removedIntros);
            unblocked = Set.copyOf(unblocked);
        }

        public boolean isEmpty() {
            return consumedPrekeys.isEmpty() && removedIntros.isEmpty() && unblocked.isEmpty();
        }
    }

    /**
     * A send that is not finished.
     *
     * @param recipient label of the contact
     * @param records   chunks in order, the manifest last
     * @param claims    unsigned claims that follow, best effort
     * @param sent      how many of {@code records} were accepted
     */
    record Outgoing(MessageId id, String recipient, OwnerName zone, List<OutgoingRecord> records,
                    List<OutgoingClaim> claims, Instant createdAt, Instant expiresAt, int sent) {
        public Outgoing {
            records = List.copyOf(records);
            claims = List.copyOf(claims);
        }
    }

    record OutgoingRecord(OwnerName owner, TxtValue value, long ttlSeconds) {
    }

    record OutgoingClaim(String zone, String host, int port, OwnerName owner, TxtValue value, long ttlSeconds) {
    }
}

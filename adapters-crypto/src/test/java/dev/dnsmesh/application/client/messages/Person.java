package dev.dnsmesh.application.client.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.ChaCha20Poly1305Cipher;
import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.Ed25519SigningKeys;
import dev.dnsmesh.adapters.crypto.HkdfSha256;
import dev.dnsmesh.adapters.crypto.ReedSolomonBlockCode;
import dev.dnsmesh.adapters.crypto.X25519KeyAgreement;
import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.KeyDeriving;
import dev.dnsmesh.application.client.identity.PassphraseSource;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FollowMessages;
import dev.dnsmesh.application.client.port.in.ReadInbox;
import dev.dnsmesh.application.client.port.in.ReceiveMessages;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.in.ResumeSends;
import dev.dnsmesh.application.client.port.in.ReviewIntros;
import dev.dnsmesh.application.client.port.in.SendMessage;
import dev.dnsmesh.application.client.port.in.SendMessage.Order;
import dev.dnsmesh.application.client.port.in.SendMessage.Sending;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.receiving.PrekeyDeletions;
import dev.dnsmesh.application.client.receiving.ReceivePass;
import dev.dnsmesh.application.client.sending.ClaimDelivery;
import dev.dnsmesh.application.client.sending.OutboxDelivery;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.usecase.identity.IdentityPublishing;
import dev.dnsmesh.application.client.usecase.identity.PrekeyPublishing;
import dev.dnsmesh.application.client.usecase.message.FollowMessagesUseCase;
import dev.dnsmesh.application.client.usecase.message.Housekeeping;
import dev.dnsmesh.application.client.usecase.message.ReadInboxUseCase;
import dev.dnsmesh.application.client.usecase.message.ReceiveMessagesUseCase;
import dev.dnsmesh.application.client.usecase.message.ResumeSendsUseCase;
import dev.dnsmesh.application.client.usecase.message.ReviewIntrosUseCase;
import dev.dnsmesh.application.client.usecase.message.SendMessageUseCase;
import dev.dnsmesh.application.client.zone.WriterChoice;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.contracts.client.InMemoryClientState;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.domain.crypto.PassphraseDerivation;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.message.MessageCipher;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.receiving.MessageOpener;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.sending.MessageSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Somebody with a client, real cryptography but for Argon2id, and a DNS that all share. */
final class Person {
    private static final SignatureVerifier VERIFIER = new Ed25519SignatureVerifier();
    private static final X25519KeyAgreement AGREEMENT = new X25519KeyAgreement();
    private static final MessageCipher CIPHER = new MessageCipher(AGREEMENT, new HkdfSha256(), new ChaCha20Poly1305Cipher());
    /** Argon2id takes its time, and is tested elsewhere. */
    private static final PassphraseDerivation QUICK = (passphrase, salt, cost) ->
            new X25519PrivateKey(passphrase.use(octets -> Sha256.secret(octets, salt.octets())));

    final String username;
    final OwnerName zone;
    final InMemoryDns dns;
    final Directory directory;
    ClientState state = new InMemoryClientState();
    /** What {@link #texts} has shown, by whichever run. */
    final List<String> printed = new ArrayList<>();
    private int prekeys;

    Person(String address, InMemoryDns dns) {
        username = address.substring(0, address.indexOf('@'));
        zone = new OwnerName(address.substring(address.indexOf('@') + 1));
        this.dns = dns;
        directory = new Directory(username, zone.text());
    }

    private final class Parts {
        final ExclusiveAccess exclusive = new ExclusiveAccess(directory);
        final Configuration configuration = new Configuration(directory, exclusive);
        final KeyDeriving deriving = new KeyDeriving(QUICK, AGREEMENT, new Ed25519SigningKeys());
        final IdentityUnlocking unlocking = new IdentityUnlocking(new PassphraseSource(ClientEnvironment.EMPTY, directory, directory),
                deriving, configuration, false, directory);
        final ZoneWriter writer = new ZoneWriter(new WriterChoice(directory, ClientEnvironment.EMPTY, directory), dns, directory,
                directory);
        final SharedDirectory shared = new SharedDirectory(() -> state, directory, exclusive, directory, directory);
        final OutboxDelivery outbox = new OutboxDelivery(shared, writer, new ClaimDelivery(dns, writer), directory);
        final ReceivePass pass = new ReceivePass(dns, VERIFIER, new ReedSolomonBlockCode(), new MessageOpener(CIPHER), shared,
                new PrekeyDeletions(shared, writer), directory, directory);
    }

    UnlockedIdentity identity() {
        return done(new Parts().unlocking.unlock(directory.settings));
    }

    /** A new run of the program. */
    SendMessage sending() {
        Parts parts = new Parts();
        return new SendMessageUseCase(parts.configuration, parts.unlocking, dns, VERIFIER,
                new MessageSender(CIPHER, new ReedSolomonBlockCode()), parts.writer, dns, parts.outbox, 53, directory, directory,
                directory);
    }

    /** A new run of the program. */
    ReceiveMessages receiving() {
        Parts parts = new Parts();
        return new ReceiveMessagesUseCase(parts.configuration, parts.unlocking, parts.pass, parts.shared, directory);
    }

    /** A new run of the program. */
    ResumeSends resuming() {
        Parts parts = new Parts();
        return new ResumeSendsUseCase(parts.configuration, parts.shared, parts.outbox, directory, directory);
    }

    /** A new run of the program. */
    FollowMessages following(Pause pause) {
        Parts parts = new Parts();
        Housekeeping housekeeping = new Housekeeping(dns, VERIFIER, new IdentityPublishing(dns, parts.writer, directory),
                new PrekeyPublishing(parts.shared, parts.writer, AGREEMENT, directory, directory, directory), resuming(), parts.shared,
                directory, directory, directory);
        return new FollowMessagesUseCase(parts.configuration, parts.unlocking, parts.pass, housekeeping, parts.shared, pause, directory,
                directory, directory);
    }

    /** A new run of the program. */
    ReviewIntros intros() {
        Parts parts = new Parts();
        return new ReviewIntrosUseCase(parts.configuration, parts.unlocking, parts.shared,
                new IdentityDirectory(dns, VERIFIER, directory, directory), directory, directory);
    }

    /** A new run of the program. */
    ReadInbox inbox() {
        Parts parts = new Parts();
        return new ReadInboxUseCase(parts.configuration, parts.shared);
    }

    SharedDirectory shared() {
        return new Parts().shared;
    }

    ClientResult<Sending> trySend(String recipient, Octets body) {
        return sending().send(new Order(recipient, body, OptionalLong.empty(), false, false, false), Progress.NONE);
    }

    Sending send(String recipient, String text) {
        return done(trySend(recipient, Octets.utf8(text)));
    }

    Received receive() {
        return receive(Phases.BOTH);
    }

    Received receive(Phases phases) {
        return done(receiving().receive(phases, Progress.NONE));
    }

    /** What a pass shows, and then counts as shown. */
    List<String> texts() {
        ReceiveMessages receiving = receiving();
        Received received = done(receiving.receive(Phases.BOTH, Progress.NONE));
        List<String> texts = received.messages().stream().map(m -> m.message().body().asUtf8().orElse("binary")).toList();
        printed.addAll(texts);
        done(receiving.shown(received.messages().stream().map(m -> m.message().id()).toList()));
        return texts;
    }

    Person with(ClientSettings settings) {
        directory.settings = settings;
        return this;
    }

    /** As {@code identity fetch USER@HOST --add} does. */
    Person pins(Person other) {
        return with(directory.settings.withContact(other.contact(other.username + "@" + other.zone.text())));
    }

    Contact contact(String label) {
        return new Contact(label, Optional.of(identity().encryptionKey()), Optional.of(identity().signingKey()), zone.text(), "");
    }

    Person publishesPrekeys(int count, Instant expiry) {
        OwnerName owner = prekeyOwner();
        for (int i = 0; i < count; i++) {
            X25519PrivateKey key = new X25519PrivateKey(Secret.of(directory.octets(32)));
            var prekey = new Prekey(new PrekeyId(1000 + prekeys++), AGREEMENT.publicKey(key), UnixTime.of(expiry));
            TxtValue wire = TxtValue.of(prekey.sign(identity().signer()).signed().orElseThrow());
            state.addPrekeys(List.of(new StoredPrekey(prekey.id().value(), key.octets(), prekey.publicKey(), expiry, directory.now,
                    Optional.of(wire))));
            dns.put(owner, wire);
        }
        return this;
    }

    Person publishesPrekeys(int count) {
        return publishesPrekeys(count, Directory.NOON.plusSeconds(86_400));
    }

    OwnerName prekeyOwner() {
        return RelativeName.prekeysOf(username).under(zone).orElseThrow();
    }

    Person publishesIdentity(MessageVersions versions, Instant issued) {
        var record = new Identity(username, identity().encryptionKey(), identity().signingKey(), UnixTime.of(issued), versions);
        dns.put(RelativeName.identityOf(username).under(zone).orElseThrow(),
                TxtValue.of(record.sign(identity().signer()).signed().orElseThrow()));
        return this;
    }

    static <T> T done(ClientResult<T> result) {
        assertThat(result).isInstanceOf(ClientResult.Done.class);
        return ((ClientResult.Done<T>) result).value();
    }

    static ClientFailure failure(ClientResult<?> result) {
        assertThat(result).isInstanceOf(ClientResult.Failed.class);
        return ((ClientResult.Failed<?>) result).failure();
    }
}

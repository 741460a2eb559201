package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ReviewIntros;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.record.identity.Identity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about strangers. */
public final class ReviewIntrosUseCase implements ReviewIntros {
    private static final int KEY_DIGITS = 12;

    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final SharedDirectory directory;
    private final IdentityDirectory identities;
    private final TimeSource time;
    private final Remarks remarks;

    public ReviewIntrosUseCase(Configuration configuration, IdentityUnlocking unlocking, SharedDirectory directory,
                               IdentityDirectory identities, TimeSource time, Remarks remarks) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.directory = directory;
        this.identities = identities;
        this.time = time;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<List<Message>> list() {
        return inStep().map(ClientState::intros);
    }

    @Override
    public ClientResult<Message> show(long id) {
        return inStep().then(state -> intro(state, id));
    }

    @Override
    public ClientResult<Message> accept(long id) {
        return settings().then(_ -> directory.change(state ->
                state.acceptIntro(id).map(ClientResult::done).orElseGet(() -> none(id))));
    }

    @Override
    public ClientResult<Message> block(long id, String note) {
        return settings().then(_ -> directory.change(state ->
                state.blockIntro(id, time.now(), note).map(ClientResult::done).orElseGet(() -> none(id))));
    }

    @Override
    public ClientResult<Trusted> trust(long id, Optional<String> label, Optional<String> username, boolean fetch) {
        return show(id).then(intro -> {
            Optional<X25519PublicKey> key = fetch ? encryptionKey(intro, username) : Optional.empty();
            // the contact first: interrupted after it, the intro is still there to be trusted again
            return directory.change(state -> pin(intro, label, username, key).then(contact -> state.acceptIntro(id)
                    .map(message -> ClientResult.done(new Trusted(message, contact))).orElseGet(() -> none(id))));
        });
    }

    private ClientResult<Contact> pin(Message intro, Optional<String> label, Optional<String> username,
                                      Optional<X25519PublicKey> key) {
        String name = label.or(() -> username).orElseGet(() -> "intro-" + intro.sender().hex().substring(0, KEY_DIGITS));
        return configuration.judge(settings -> conflict(settings, name, intro)
                        .<ClientResult<ClientSettings>>map(ClientFailure::result)
                        .orElseGet(() -> ClientResult.done(settings.withContact(contact(settings, name, intro, username, key)))))
                .map(saved -> saved.contacts().get(name));
    }

    private static Optional<ClientFailure> conflict(ClientSettings settings, String label, Message intro) {
        return Optional.ofNullable(settings.contacts().get(label))
                .filter(held -> held.signingKey().filter(key -> !key.equals(intro.sender())).isPresent()
                        || !held.domain().isEmpty() && !held.domain().equals(intro.zone()))
                .map(held -> ClientFailure.of(ClientErrorCode.CONFIG_EXISTS, "the contact '" + label
                        + "' has another key or zone; choose a label with --label"));
    }

    private static Contact contact(ClientSettings settings, String label, Message intro, Optional<String> username,
                                   Optional<X25519PublicKey> key) {
        Optional<Contact> held = Optional.ofNullable(settings.contacts().get(label));
        return new Contact(label, key.or(() -> held.flatMap(Contact::encryptionKey)), Optional.of(intro.sender()), intro.zone(),
                username.orElse(""));
    }

    /** From the identity record of the sender's key; says so where there is none. */
    private Optional<X25519PublicKey> encryptionKey(Message intro, Optional<String> username) {
        Optional<CanonicalAddress> address = username.map(name -> name + "@" + intro.zone())
                .or(() -> Optional.of(intro.senderLabel())).flatMap(CanonicalAddress::of);
        Optional<Identity> found = address.flatMap(a -> identities.lookup(a,
                        identity -> identity.signingKey().equals(intro.sender()), username.map(Set::of).orElse(Set.of())))
                .filter(identity -> identity.signingKey().equals(intro.sender()));
        if (found.isEmpty()) {
            remarks.warning("no identity of this sender was found" + address.map(a -> " at " + a).orElse(", as no address is known; give --username")
                    + "; nothing can be sent to the contact yet: dnsmesh identity fetch USER@HOST --add");
        }
        return found.map(Identity::encryptionKey);
    }

    @Override
    public ClientResult<List<Blocked>> blocked() {
        return inStep().map(ClientState::denylist);
    }

    @Override
    public ClientResult<Ed25519PublicKey> unblock(String spkHex) {
        Optional<Ed25519PublicKey> key = Ed25519PublicKey.fromHex(spkHex);
        return key.isEmpty() ? ClientFailure.of(ClientErrorCode.USAGE, "a signing key has 64 hex digits").result()
                : settings().then(_ -> directory.change(state -> state.unblock(key.get())
                        ? ClientResult.done(key.get()) : ClientFailure.of(ClientErrorCode.NOT_FOUND,
                        "this key is not blocked; see: dnsmesh intro blocked").withExit(1).result()));
    }

    private ClientResult<ClientState> inStep() {
        return settings().then(_ -> directory.inStep());
    }

    /** No key is needed, but whoever mistypes the passphrase is told here as elsewhere (cli.md 6). */
    private ClientResult<ClientSettings> settings() {
        return configuration.load().then(unlocking::checked);
    }

    private static ClientResult<Message> intro(ClientState state, long id) {
        return state.intros().stream().filter(m -> m.id() == id).findFirst().map(ClientResult::done).orElseGet(() -> none(id));
    }

    private static <T> ClientResult<T> none(long id) {
        return ClientFailure.of(ClientErrorCode.NOT_FOUND, "no intro " + id + "; see: dnsmesh intro list").withExit(1).result();
    }
}

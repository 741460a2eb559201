package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.InboxCommand;
import dev.dnsmesh.adapters.cli.client.IntroCommand;
import dev.dnsmesh.adapters.cli.client.OutboxCommand;
import dev.dnsmesh.adapters.cli.client.RecvCommand;
import dev.dnsmesh.adapters.cli.client.SendCommand;
import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.cli.client.Word;
import dev.dnsmesh.adapters.crypto.ChaCha20Poly1305Cipher;
import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.HkdfSha256;
import dev.dnsmesh.adapters.crypto.ReedSolomonBlockCode;
import dev.dnsmesh.adapters.crypto.X25519KeyAgreement;
import dev.dnsmesh.application.client.receiving.PrekeyDeletions;
import dev.dnsmesh.application.client.receiving.ReceivePass;
import dev.dnsmesh.application.client.sending.ClaimDelivery;
import dev.dnsmesh.application.client.sending.OutboxDelivery;
import dev.dnsmesh.application.client.usecase.identity.IdentityPublishing;
import dev.dnsmesh.application.client.usecase.identity.PrekeyPublishing;
import dev.dnsmesh.application.client.usecase.message.CheckPublishedUseCase;
import dev.dnsmesh.application.client.usecase.message.FollowMessagesUseCase;
import dev.dnsmesh.application.client.usecase.message.Housekeeping;
import dev.dnsmesh.application.client.usecase.message.ReadInboxUseCase;
import dev.dnsmesh.application.client.usecase.message.ReceiveMessagesUseCase;
import dev.dnsmesh.application.client.usecase.message.ResumeSendsUseCase;
import dev.dnsmesh.application.client.usecase.message.ReviewIntrosUseCase;
import dev.dnsmesh.application.client.usecase.message.SendMessageUseCase;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.message.MessageCipher;
import dev.dnsmesh.domain.receiving.MessageOpener;
import dev.dnsmesh.domain.sending.MessageSender;
import java.util.List;

/** The commands about messages. */
final class MessageWords {
    private final ClientParts parts;
    private final CoreParts core;
    private final Session session;
    private final Lazy<SignatureVerifier> verifier = new Lazy<>(Ed25519SignatureVerifier::new);
    private final Lazy<BlockCode> blockCode = new Lazy<>(ReedSolomonBlockCode::new);
    private final Lazy<MessageCipher> cipher = new Lazy<>(() -> new MessageCipher(new X25519KeyAgreement(), new HkdfSha256(),
            new ChaCha20Poly1305Cipher()));

    MessageWords(ClientParts parts, CoreParts core) {
        this.parts = parts;
        this.core = core;
        this.session = parts.session();
    }

    List<Word> words() {
        return List.of(
                new Word("send", () -> new SendCommand(session, this::sending)),
                new Word("recv", () -> new RecvCommand(session, this::receiving, this::following)),
                new Word("intro", () -> new IntroCommand(session, () -> new ReviewIntrosUseCase(core.configuration(), core.unlocking(),
                        core.shared(), core.directory(), parts.time(), session), parts.time())),
                new Word("inbox", () -> new InboxCommand(session, () -> new ReadInboxUseCase(core.configuration(), core.shared()))),
                new Word("outbox", () -> new OutboxCommand(session, this::resuming, () -> new CheckPublishedUseCase(core.configuration(),
                        parts.resolver(), verifier.get(), blockCode.get(), parts.time()))));
    }

    private SendMessageUseCase sending() {
        return new SendMessageUseCase(core.configuration(), core.unlocking(), parts.resolver(), verifier.get(),
                new MessageSender(cipher.get(), blockCode.get()), core.writer(), parts.updates(), outbox(),
                parts.environment().providerDnsPort(), parts.random(), parts.time(), session);
    }

    private ReceiveMessagesUseCase receiving() {
        return new ReceiveMessagesUseCase(core.configuration(), core.unlocking(), pass(), core.shared(), session);
    }

    private FollowMessagesUseCase following() {
        Housekeeping housekeeping = new Housekeeping(parts.resolver(), verifier.get(),
                new IdentityPublishing(parts.resolver(), core.writer(), parts.time()), new PrekeyPublishing(core.shared(), core.writer(),
                new X25519KeyAgreement(), parts.random(), parts.time(), session), resuming(), core.shared(), parts.tokens(), parts.time(),
                session);
        return new FollowMessagesUseCase(core.configuration(), core.unlocking(), pass(), housekeeping, core.shared(),
                UntilStopped.onSignals(), parts.random(), parts.time(), session);
    }

    private ResumeSendsUseCase resuming() {
        return new ResumeSendsUseCase(core.configuration(), core.shared(), outbox(), parts.time(), session);
    }

    private ReceivePass pass() {
        return new ReceivePass(parts.resolver(), verifier.get(), blockCode.get(), new MessageOpener(cipher.get()), core.shared(),
                new PrekeyDeletions(core.shared(), core.writer()), parts.time(), session);
    }

    private OutboxDelivery outbox() {
        return new OutboxDelivery(core.shared(), core.writer(), new ClaimDelivery(parts.updates(), core.writer()), parts.time());
    }
}

package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.ConfigCommand;
import dev.dnsmesh.adapters.cli.client.ContactsCommand;
import dev.dnsmesh.adapters.cli.client.IdentityCommand;
import dev.dnsmesh.adapters.cli.client.InitCommand;
import dev.dnsmesh.adapters.cli.client.RegisterCommand;
import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.cli.client.TokenCommand;
import dev.dnsmesh.adapters.cli.client.TsigCommand;
import dev.dnsmesh.adapters.cli.client.Word;
import dev.dnsmesh.adapters.crypto.X25519KeyAgreement;
import dev.dnsmesh.adapters.dns.client.DnsNodeProbe;
import dev.dnsmesh.adapters.storage.home.HomeSettingsFields;
import dev.dnsmesh.application.client.usecase.contacts.KeepContactsUseCase;
import dev.dnsmesh.application.client.usecase.identity.FetchIdentityUseCase;
import dev.dnsmesh.application.client.usecase.identity.IdentityPublishing;
import dev.dnsmesh.application.client.usecase.identity.Pinning;
import dev.dnsmesh.application.client.usecase.identity.PrekeyPublishing;
import dev.dnsmesh.application.client.usecase.identity.PublishIdentityUseCase;
import dev.dnsmesh.application.client.usecase.identity.RefreshPrekeysUseCase;
import dev.dnsmesh.application.client.usecase.identity.RotateIdentityUseCase;
import dev.dnsmesh.application.client.usecase.identity.RotationPublishing;
import dev.dnsmesh.application.client.usecase.identity.ShowIdentityStatusUseCase;
import dev.dnsmesh.application.client.usecase.identity.ShowIdentityUseCase;
import dev.dnsmesh.application.client.usecase.registration.Ceremony;
import dev.dnsmesh.application.client.usecase.registration.KeepTokensUseCase;
import dev.dnsmesh.application.client.usecase.registration.ObtainTokenUseCase;
import dev.dnsmesh.application.client.usecase.registration.ObtainTsigKeyUseCase;
import dev.dnsmesh.application.client.usecase.setup.ChangeConfigurationUseCase;
import dev.dnsmesh.application.client.usecase.setup.InitialiseClientUseCase;
import dev.dnsmesh.application.client.zone.LocalDnsDiscovery;
import java.security.SecureRandom;
import java.util.List;

/** The commands about who one is and whom one knows. */
final class IdentityWords {
    private final ClientParts parts;
    private final CoreParts core;
    private final Session session;

    IdentityWords(ClientParts parts, CoreParts core) {
        this.parts = parts;
        this.core = core;
        this.session = parts.session();
    }

    List<Word> words() {
        return List.of(
                new Word("init", () -> new InitCommand(session, this::initialise)),
                new Word("identity", () -> new IdentityCommand(session, new IdentityCommand.Cases(
                        () -> new ShowIdentityUseCase(core.configuration(), core.unlocking()),
                        () -> new PublishIdentityUseCase(core.configuration(), core.unlocking(), publishing(), session),
                        this::refresh,
                        () -> new FetchIdentityUseCase(core.configuration(), core.directory(), new Pinning(core.configuration(), core.consent())),
                        this::rotate, this::status))),
                new Word("contacts", () -> new ContactsCommand(session,
                        () -> new KeepContactsUseCase(core.configuration(), core.prekeys(), session))),
                new Word("register", () -> new RegisterCommand(session,
                        () -> new ObtainTokenUseCase(ceremony(), parts.node(), parts.tokens(), parts.time(), session))),
                new Word("tsig", () -> new TsigCommand(session,
                        () -> new ObtainTsigKeyUseCase(ceremony(), parts.node(), core.proofs(), core.configuration(), session))),
                new Word("token", () -> new TokenCommand(session, () -> new KeepTokensUseCase(parts.tokens()))),
                new Word("config", () -> new ConfigCommand(session,
                        () -> new ChangeConfigurationUseCase(core.configuration(), new HomeSettingsFields()))));
    }

    private InitialiseClientUseCase initialise() {
        return new InitialiseClientUseCase(core.configuration(), core.exclusive(),
                new LocalDnsDiscovery(new DnsNodeProbe(parts.hosts(), new SecureRandom())), parts.random(), session);
    }

    private IdentityPublishing publishing() {
        return new IdentityPublishing(parts.resolver(), core.writer(), parts.time());
    }

    private RotateIdentityUseCase rotate() {
        return new RotateIdentityUseCase(core.configuration(), core.unlocking(), core.passphrases(), core.deriving(),
                new RotationPublishing(core.writer(), publishing()), core.consent(), parts.time());
    }

    private RefreshPrekeysUseCase refresh() {
        return new RefreshPrekeysUseCase(core.configuration(), core.unlocking(), new PrekeyPublishing(core.shared(), core.writer(),
                new X25519KeyAgreement(), parts.random(), parts.time(), session));
    }

    private ShowIdentityStatusUseCase status() {
        return new ShowIdentityStatusUseCase(core.configuration(), core.unlocking(),
                new ShowIdentityStatusUseCase.Reading(parts.resolver(), core.directory(), core.prekeys()), core.shared(), parts.tokens(),
                parts.time());
    }

    private Ceremony ceremony() {
        return new Ceremony(core.configuration(), core.unlocking(), parts.node(), session);
    }
}

package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.PublishedPrekeys;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ShowIdentityStatus;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.prekey.Prekey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one's own names as others read them. */
public final class ShowIdentityStatusUseCase implements ShowIdentityStatus {
    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final Reading reading;
    private final SharedDirectory directory;
    private final TokenFiles tokens;
    private final TimeSource time;

    /** How one's own names are read. */
    public record Reading(TxtResolver resolver, IdentityDirectory directory, PublishedPrekeys prekeys) {
    }

    public ShowIdentityStatusUseCase(Configuration configuration, IdentityUnlocking unlocking, Reading reading, SharedDirectory directory,
                                     TokenFiles tokens, TimeSource time) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.reading = reading;
        this.directory = directory;
        this.tokens = tokens;
        this.time = time;
    }

    @Override
    public ClientResult<Status> status() {
        return configuration.load().then(settings -> OwnNames.of(settings)
                .then(names -> unlocking.unlock(settings).then(keys -> status(settings, names, keys))));
    }

    private ClientResult<Status> status(ClientSettings settings, OwnNames names, UnlockedIdentity keys) {
        List<Identity> identities;
        switch (reading.resolver().lookup(names.identity())) {
            case Lookup.Found(var values) -> identities = reading.directory().verifying(values);
            case Lookup.Absent _ -> identities = List.of();
            case Lookup.Unreachable(var why) -> {
                return ClientResult.failed(ClientErrorCode.UNREACHABLE, "cannot look up " + names.identity() + ": " + why);
            }
        }
        Optional<Identity> own = identities.stream().filter(identity -> identity.fingerprint().equals(keys.fingerprint())).findFirst();
        List<Prekey> live = reading.prekeys().live(names.username(), names.zone().text(), keys.signingKey()).orElse(List.of());
        long tsigEnd = settings.ours().tsigExpiresAt();
        return directory.inStep().map(state -> state.prekeys().stream().filter(prekey -> prekey.expiresAt().isAfter(time.now())).count())
                .map(held -> new Status(names.address(), keys.fingerprint(), names.identity().text(),
                own.map(identity -> identity.issuedAt().seconds()),
                own.map(identity -> identity.issuedAt().seconds() + settings.ours().identityTtl()), identities.size() - (own.isPresent() ? 1 : 0),
                names.prekeys().text(), live.size(),
                live.stream().map(Prekey::expiresAt).max(Comparator.naturalOrder()).map(UnixTime::seconds), held.intValue(),
                settings.tsig().map(TsigBlock::keyName), settings.tsig().isPresent() && tsigEnd > 0 ? Optional.of(tsigEnd) : Optional.empty(),
                Endpoint.host(settings.home().endpoint()).flatMap(host -> tokens.usable(host, time.now()))
                        .flatMap(TokenFiles.SavedToken::expiresAt)));
    }
}

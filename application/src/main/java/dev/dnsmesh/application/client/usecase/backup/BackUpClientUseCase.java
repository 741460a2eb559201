package dev.dnsmesh.application.client.usecase.backup;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.PassphraseSource;
import dev.dnsmesh.application.client.port.in.BackUpClient;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.BackupFiles;
import dev.dnsmesh.application.client.port.out.BackupFiles.Done;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Collects what there is, once other clients' changes were taken over, and seals it. */
public final class BackUpClientUseCase implements BackUpClient {
    private final Owner owner;
    private final SharedDirectory directory;
    private final TokenFiles tokens;
    private final Keeping keeping;
    private final TimeSource time;
    private final Remarks remarks;

    /** Who the backup is of. */
    public record Owner(Configuration configuration, IdentityUnlocking unlocking, PassphraseSource passphrases) {
    }

    /** How backups are closed and where they are put. */
    public record Keeping(BackupSeal seal, BackupPassphrase passphrases, BackupFiles files) {
    }

    public BackUpClientUseCase(Owner owner, SharedDirectory directory, TokenFiles tokens, Keeping keeping, TimeSource time, Remarks remarks) {
        this.owner = owner;
        this.directory = directory;
        this.tokens = tokens;
        this.keeping = keeping;
        this.time = time;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<BackedUp> backUp(Order order) {
        return owner.configuration().load().then(settings -> identity(settings, order.withPassphrase())
                .then(identity -> directory.inStep().then(state -> keeping.passphrases().fresh(order.passphraseFile())
                        .then(passphrase -> write(order, identity.spk(),
                                new ClientBackup(settings, tokens.all(), collected(state, order.withInbox()), identity.passphrase()), passphrase)))));
    }

    private record Who(String spk, Optional<Secret> passphrase) {
    }

    /** The noted key will do, unless the passphrase is wanted, which must be the right one. */
    private ClientResult<Who> identity(ClientSettings settings, boolean withPassphrase) {
        String noted = settings.identity().verifyPubkey();
        if (!withPassphrase && !noted.isBlank()) {
            return ClientResult.done(new Who(noted, Optional.empty()));
        }
        return owner.passphrases().current(settings.identity()).then(passphrase -> owner.unlocking().unlock(settings)
                .map(keys -> new Who(keys.signingKey().hex(), withPassphrase ? Optional.of(passphrase) : Optional.empty())));
    }

    private ClientBackup.State collected(ClientState state, boolean withInbox) {
        Instant now = time.now();
        return new ClientBackup.State(state.prekeys().stream().filter(prekey -> prekey.expiresAt().isAfter(now)).toList(), state.denylist(),
                state.intros(), state.seen(now), state.outbox(), withInbox ? state.inbox() : List.of());
    }

    private ClientResult<BackedUp> write(Order order, String spk, ClientBackup backup, Secret passphrase) {
        Octets content = keeping.seal().seal(backup, spk, time.now(), passphrase);
        return switch (keeping.files().write(order.file(), content, order.force())) {
            case Done.Written(var file) -> {
                remarks.hint("the backup holds one-time keys: whoever has it and its passphrase can read messages that were"
                        + " encrypted to them, until they expire");
                yield ClientResult.done(new BackedUp(file, spk, Contents.of(backup)));
            }
            case Done.Exists _ -> ClientResult.failed(ClientErrorCode.CONFIG_EXISTS, order.file() + " exists; overwrite it with --force");
            case Done.Failed(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the backup cannot be written: " + why);
        };
    }
}

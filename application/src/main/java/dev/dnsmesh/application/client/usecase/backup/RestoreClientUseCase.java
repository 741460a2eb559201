package dev.dnsmesh.application.client.usecase.backup;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.identity.KeyDeriving;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RestoreClient;
import dev.dnsmesh.application.client.port.out.BackupFiles;
import dev.dnsmesh.application.client.port.out.BackupFiles.Read;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Delivery;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.usecase.backup.BackupSeal.Sealed;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens a backup, proves it, then writes every file. */
public final class RestoreClientUseCase implements RestoreClient {
    private final ClientSettingsStore store;
    private final ExclusiveAccess exclusive;
    private final SharedDirectory directory;
    private final TokenFiles tokens;
    private final Opening opening;
    private final TimeSource time;
    private final Remarks remarks;

    /** How backups are read and proved. */
    public record Opening(BackupSeal seal, BackupPassphrase passphrases, BackupFiles files, KeyDeriving deriving, ClientEnvironment environment) {
    }

    public RestoreClientUseCase(ClientSettingsStore store, ExclusiveAccess exclusive, SharedDirectory directory, TokenFiles tokens,
                                Opening opening, TimeSource time, Remarks remarks) {
        this.store = store;
        this.exclusive = exclusive;
        this.directory = directory;
        this.tokens = tokens;
        this.opening = opening;
        this.time = time;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Restored> restore(Order order) {
        if (!order.force() && !(store.load() instanceof Loaded.Absent)) {
            return occupied();
        }
        return switch (opening.files().read(order.file())) {
            case Read.Failed(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the backup cannot be read: " + why);
            case Read.Found(var content) -> opening.seal().parse(content).map(sealed -> open(sealed, order))
                    .orElseGet(() -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, order.file() + " is no backup of dnsmesh, or damaged"));
        };
    }

    private <T> ClientResult<T> occupied() {
        return ClientResult.failed(ClientErrorCode.CONFIG_EXISTS, store.location()
                + " exists; restore into another directory with --config-home, or move this one aside with --force");
    }

    private ClientResult<Restored> open(Sealed sealed, Order order) {
        return opening.passphrases().existing(order.passphraseFile())
                .then(passphrase -> opening.seal().open(sealed, passphrase).<ClientResult<ClientBackup>>map(ClientResult::done)
                        .orElseGet(() -> ClientResult.failed(ClientErrorCode.PASSPHRASE_MISMATCH,
                                "the passphrase of the backup is wrong, or the file is damaged")))
                .then(backup -> proved(backup, sealed.header().spk()))
                .then(backup -> exclusive.during(() -> write(backup, sealed.header().spk(), order)));
    }

    /** The identity's passphrase, where there is one, must give the key that the backup names. */
    private ClientResult<ClientBackup> proved(ClientBackup backup, String spk) {
        Optional<Secret> passphrase = backup.passphrase().or(() -> opening.environment().passphrase());
        if (passphrase.isEmpty() || spk.isEmpty()) {
            return ClientResult.done(backup);
        }
        return opening.deriving().derive(passphrase.get(), backup.settings().identity()).then(keys -> keys.signingKey().hex().equals(spk)
                ? ClientResult.done(backup)
                : ClientFailure.of(ClientErrorCode.PASSPHRASE_MISMATCH, "the passphrase at hand derives the key " + keys.signingKey().hex()
                        + ", the backup is of " + spk + "; check DMP_PASSPHRASE").with("derived_spk", keys.signingKey().hex())
                        .with("spk", spk).<ClientBackup>result());
    }

    private ClientResult<Restored> write(ClientBackup backup, String spk, Order order) {
        if (!order.force() && !(store.load() instanceof Loaded.Absent)) {
            return occupied();
        }
        Optional<String> moved = opening.files().setAside("before-restore-" + time.now().getEpochSecond());
        ClientSettings settings = backup.passphrase().map(opening.files()::keepPassphrase)
                .map(file -> withPassphraseFile(backup.settings(), file)).orElse(backup.settings());
        backup.tokens().forEach(tokens::save);
        return directory.change(state -> {
            fill(state, backup.state());
            return ClientResult.done(state);
        }).then(_ -> new Configuration(store, exclusive).replace(settings)).map(_ -> {
            remarks.hint("two clients must not use one identity's one-time keys: do not go on with the copy that was backed up");
            return new Restored(order.file(), store.location(), spk, Contents.of(backup), moved);
        });
    }

    private static ClientSettings withPassphraseFile(ClientSettings settings, String file) {
        IdentityKeys keys = settings.identity();
        return settings.withIdentity(new IdentityKeys(keys.kdfSalt(), keys.verifyPubkey(), Optional.of(file)));
    }

    private static void fill(ClientState state, ClientBackup.State held) {
        state.addPrekeys(held.prekeys());
        held.prekeys().forEach(prekey -> prekey.wire().ifPresent(wire -> state.prekeyPublished(prekey.id(), wire)));
        held.denylist().forEach(state::block);
        held.intros().forEach(intro -> deliver(state, intro, Destination.INTRO_QUEUE));
        held.inbox().forEach(message -> deliver(state, message, Destination.INBOX));
        Set<MessageId> read = held.inbox().stream().filter(message -> !message.unread()).map(Message::messageId).collect(Collectors.toSet());
        state.markRead(state.inbox().stream().filter(message -> read.contains(message.messageId())).map(Message::id).toList());
        state.markSeen(held.seen());
        held.outbox().forEach(state::enqueue);
    }

    private static void deliver(ClientState state, Message message, Destination destination) {
        state.deliver(new Delivery(message, destination, message.expiresAt(), 0, Optional.empty()));
    }
}

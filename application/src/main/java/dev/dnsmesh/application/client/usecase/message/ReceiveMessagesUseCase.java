package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ReceiveMessages;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.receiving.ReceivePass;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass of {@code recv}. */
public final class ReceiveMessagesUseCase implements ReceiveMessages {
    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final ReceivePass pass;
    private final SharedDirectory directory;
    private final Remarks remarks;

    public ReceiveMessagesUseCase(Configuration configuration, IdentityUnlocking unlocking, ReceivePass pass,
                                  SharedDirectory directory, Remarks remarks) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.pass = pass;
        this.directory = directory;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Received> receive(Phases phases, Progress progress) {
        return configuration.load().then(settings -> {
            directory.openEarly();
            if (phases == Phases.BOTH && settings.usableContacts().stream().noneMatch(contact -> contact.signingKey().isPresent())) {
                // client.md 8.1
                remarks.hint("nobody is pinned, so the own zone is not searched for word of strangers; to do so: dnsmesh recv --primary-only");
            }
            return unlocking.unlock(settings).then(identity -> pass.run(settings, identity, phases, progress)).map(received -> {
                remarkUnreadClaims(settings, received);
                return received;
            });
        });
    }

    /** Of a mailbox that could not be read the pass itself warns. */
    private void remarkUnreadClaims(ClientSettings settings, Received received) {
        Set<Optional<OwnerName>> mailboxes = Stream.concat(Stream.of(settings.ownZone()), settings.usableContacts().stream()
                .map(contact -> contact.zoneOr(settings.ownZone()))).map(OwnerName::parse).collect(Collectors.toSet());
        received.unreachable().stream().filter(zone -> !mailboxes.contains(OwnerName.parse(zone))).forEach(zone ->
                remarks.hint("the claims at " + zone + " could not be read: a message that a stranger announced only there is not found now"
                        + " (dnsmesh config set providers none asks no claim providers)"));
    }

    @Override
    public ClientResult<Integer> shown(List<Long> ids) {
        return ids.isEmpty() ? ClientResult.done(0) : directory.change(state -> {
            state.markRead(ids);
            return ClientResult.done(ids.size());
        });
    }
}

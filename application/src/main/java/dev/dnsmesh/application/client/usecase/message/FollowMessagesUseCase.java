package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FollowMessages;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.receiving.ReceivePass;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import java.util.List;
import java.util.Optional;

/** {@code recv --follow}. The configuration is read anew before every pass: contacts come and go. */
public final class FollowMessagesUseCase implements FollowMessages {
    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final ReceivePass pass;
    private final Housekeeping housekeeping;
    private final SharedDirectory directory;
    private final Pause pause;
    private final RandomSource random;
    private final TimeSource time;
    private final Remarks remarks;

    public FollowMessagesUseCase(Configuration configuration, IdentityUnlocking unlocking, ReceivePass pass, Housekeeping housekeeping,
                                 SharedDirectory directory, Pause pause, RandomSource random, TimeSource time, Remarks remarks) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.pass = pass;
        this.housekeeping = housekeeping;
        this.directory = directory;
        this.pause = pause;
        this.random = random;
        this.time = time;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Integer> follow(Order order, Listener listener) {
        return configuration.load().then(settings -> unlocking.unlock(settings).then(identity ->
                follow(order, listener, identity, new Pacing(order, settings.receiving(),
                        target -> random.octets(target.length).copyTo(target, 0)))));
    }

    private ClientResult<Integer> follow(Order order, Listener listener, UnlockedIdentity identity, Pacing pacing) {
        int passes = 0;
        do {
            Optional<Phases> due = pacing.due(time.now());
            if (due.isEmpty()) {
                continue;
            }
            ClientResult<ClientSettings> loaded = configuration.load();
            ClientResult<Received> received = loaded.then(settings -> pass.run(settings, identity, due.get(), Progress.NONE));
            Optional<ClientFailure> fatal = judge(received, due.get(), pacing, listener);
            if (fatal.isPresent()) {
                return fatal.get().result();
            }
            passes++;
            if (order.housekeeping() && received instanceof ClientResult.Done<Received>) {
                loaded.then(settings -> {
                    housekeeping.run(settings, identity);
                    return ClientResult.done(settings);
                });
            }
        } while (pause.of(pacing.untilNext(time.now())));
        return ClientResult.done(passes);
    }

    /** What ends it; silence of the network, or another instance at work, does not. */
    private Optional<ClientFailure> judge(ClientResult<Received> result, Phases due, Pacing pacing, Listener listener) {
        return switch (result) {
            case ClientResult.Done<Received>(var received) -> {
                if (pacing.answered(due, time.now())) {
                    remarks.hint("there are answers again");
                }
                yield show(received, listener);
            }
            case ClientResult.Failed<Received>(var failure) when isPassing(failure.code()) -> {
                if (pacing.silent(time.now())) {
                    remarks.warning(failure.message() + "; it is tried again, less and less often");
                }
                yield Optional.empty();
            }
            case ClientResult.Failed<Received>(var failure) -> Optional.of(failure);
        };
    }

    private static boolean isPassing(ClientErrorCode code) {
        return code == ClientErrorCode.UNREACHABLE || code == ClientErrorCode.LOCKED || code == ClientErrorCode.TIMEOUT;
    }

    private Optional<ClientFailure> show(Received received, Listener listener) {
        List<Message> intros = received.newIntros().isEmpty() ? List.of() : directory.state().intros().stream()
                .filter(intro -> received.newIntros().contains(intro.id())).toList();
        if (!listener.pass(received, intros)) {
            return Optional.of(ClientFailure.of(ClientErrorCode.INTERNAL, "standard output was closed; the messages stay unread"));
        }
        ClientResult<Integer> noted = received.messages().isEmpty() ? ClientResult.done(0) : directory.change(state -> {
            state.markRead(received.messages().stream().map(m -> m.message().id()).toList());
            return ClientResult.done(received.messages().size());
        });
        return switch (noted) {
            case ClientResult.Done<Integer> _ -> Optional.empty();
            case ClientResult.Failed<Integer>(var failure) -> Optional.of(failure);
        };
    }
}

package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ResumeSends;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.sending.OutboxDelivery;
import dev.dnsmesh.application.client.sending.OutboxDelivery.Delivered;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.port.out.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finishes what was begun. */
public final class ResumeSendsUseCase implements ResumeSends {
    private final Configuration configuration;
    private final SharedDirectory directory;
    private final OutboxDelivery outbox;
    private final TimeSource time;
    private final Remarks remarks;

    public ResumeSendsUseCase(Configuration configuration, SharedDirectory directory, OutboxDelivery outbox, TimeSource time,
                              Remarks remarks) {
        this.configuration = configuration;
        this.directory = directory;
        this.outbox = outbox;
        this.time = time;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<List<Outgoing>> list() {
        return configuration.load().map(settings -> directory.state().outbox());
    }

    @Override
    public ClientResult<Resumed> resume(Progress progress) {
        return configuration.load().then(settings -> resume(settings, progress));
    }

    private ClientResult<Resumed> resume(ClientSettings settings, Progress progress) {
        List<Outgoing> sent = new ArrayList<>();
        List<Outgoing> expired = new ArrayList<>();
        Optional<ClientFailure> failure = Optional.empty();
        for (Outgoing outgoing : directory.state().outbox()) {
            if (!outgoing.expiresAt().isAfter(time.now())) {
                expired.add(outgoing);
                continue;
            }
            switch (outbox.publish(outgoing, settings, progress)) {
                case ClientResult.Done<Delivered> _ -> sent.add(outgoing);
                case ClientResult.Failed<Delivered>(var why) -> failure = failure.or(() -> Optional.of(why));
            }
        }
        Resumed resumed = new Resumed(sent, expired);
        Optional<ClientFailure> first = failure;
        return drop(expired).then(_ -> first.<ClientResult<Resumed>>map(why -> why.with("sent", sent.size()).result())
                .orElseGet(() -> ClientResult.done(resumed)));
    }

    private ClientResult<Integer> drop(List<Outgoing> expired) {
        return expired.isEmpty() ? ClientResult.done(0) : directory.change(state -> {
            expired.forEach(outgoing -> {
                state.dropOutgoing(outgoing.id());
                remarks.warning("the message to " + outgoing.recipient() + " of " + outgoing.createdAt()
                        + " has expired before it was published; send it again");
            });
            return ClientResult.done(expired.size());
        });
    }
}

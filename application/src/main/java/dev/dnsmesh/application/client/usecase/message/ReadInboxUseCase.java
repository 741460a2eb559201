package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ReadInbox;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.receiving.Correspondents;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads and clears the inbox. */
public final class ReadInboxUseCase implements ReadInbox {
    private final Configuration configuration;
    private final SharedDirectory directory;

    public ReadInboxUseCase(Configuration configuration, SharedDirectory directory) {
        this.configuration = configuration;
        this.directory = directory;
    }

    @Override
    public ClientResult<List<InboxMessage>> list(boolean unreadOnly, Optional<String> from, OptionalInt limit) {
        return configuration.load().map(settings -> {
            List<InboxMessage> all = all(settings).stream().filter(m -> m.message().unread() || !unreadOnly)
                    .filter(m -> from.isEmpty() || isFrom(m, from.get())).toList();
            return limit.isPresent() ? all.subList(Math.max(0, all.size() - limit.getAsInt()), all.size()) : all;
        });
    }

    private List<InboxMessage> all(ClientSettings settings) {
        return directory.state().inbox().stream().map(message -> Correspondents.named(message, settings)).toList();
    }

    private static boolean isFrom(InboxMessage message, String who) {
        return message.contact().filter(who::equals).isPresent() || message.message().senderLabel().equals(who)
                || !who.isEmpty() && message.message().sender().hex().startsWith(who);
    }

    @Override
    public ClientResult<InboxMessage> show(long id) {
        return configuration.load().then(settings -> directory.state().message(id)
                .map(message -> ClientResult.done(Correspondents.named(message, settings))).orElseGet(() -> none(id)));
    }

    @Override
    public ClientResult<Integer> shown(List<Long> ids) {
        return ids.isEmpty() ? ClientResult.done(0) : directory.change(state -> {
            state.markRead(ids);
            return ClientResult.done(ids.size());
        });
    }

    @Override
    public ClientResult<Integer> delete(List<Long> ids) {
        return configuration.load().then(settings -> directory.change(state -> {
            int gone = state.deleteMessages(ids);
            return gone == 0 && !ids.isEmpty() ? none(ids.getFirst()) : ClientResult.done(gone);
        }));
    }

    private static <T> ClientResult<T> none(long id) {
        return ClientFailure.of(ClientErrorCode.NOT_FOUND, "no message " + id + " in the inbox; see: dnsmesh inbox list")
                .withExit(1).result();
    }
}

package dev.dnsmesh.application.client.state;

import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.parallel.Parallel;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.FileDebts;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.SharedFiles.Read;
import dev.dnsmesh.application.client.port.out.SharedFiles.State;
import dev.dnsmesh.application.client.port.out.SharedFiles.Written;
import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The state of a config directory that another client may use too: what that one did is taken over before anything is
 * read, what is done here is written back after each change. All of it happens under the directory's lock, which is never
 * held while the network is asked.
 */
public final class SharedDirectory {
    private final Supplier<ClientState> opening;
    private final SharedFiles files;
    private final ExclusiveAccess exclusive;
    private final TimeSource time;
    private final Remarks remarks;
    private Optional<ClientState> opened = Optional.empty();
    /** What the files are known to hold; empty where that is not known. */
    private Optional<Set<Object>> known = Optional.empty();
    private boolean complained;

    /** @param state opens the state; asked once, when it is first needed */
    public SharedDirectory(Supplier<ClientState> state, SharedFiles files, ExclusiveAccess exclusive, TimeSource time,
                           Remarks remarks) {
        this.opening = state;
        this.files = files;
        this.exclusive = exclusive;
        this.time = time;
        this.remarks = remarks;
    }

    /** The state after what other clients did was taken over. Fails where it is locked, or a file is of newer software. */
    public ClientResult<ClientState> inStep() {
        return exclusive.during(() -> takeOver().then(state -> {
            writeBack(state);
            return ClientResult.done(state);
        }));
    }

    /** Changes the state and writes back. {@link #inStep} comes first by itself. */
    public <T> ClientResult<T> change(Function<ClientState, ClientResult<T>> change) {
        return exclusive.during(() -> (known.isPresent() ? ClientResult.done(state()) : takeOver()).then(state -> {
            ClientResult<T> result = change.apply(state);
            writeBack(state);
            return result;
        }));
    }

    /** Changes what no other client knows of, the outbox say: their files are neither read nor written. */
    public <T> ClientResult<T> changeOwn(Function<ClientState, ClientResult<T>> change) {
        return exclusive.during(() -> change.apply(state()));
    }

    /** Opens the state while something else is done; what fails then fails again, and is told, when it is needed. */
    public void openEarly() {
        CompletableFuture.runAsync(this::state, Parallel::start);
    }

    /** The state as it is, for reading. */
    public synchronized ClientState state() {
        if (opened.isEmpty()) {
            opened = Optional.of(opening.get());
        }
        return opened.get();
    }

    private ClientResult<ClientState> takeOver() {
        ClientState state = state();
        return switch (files.read(time.now())) {
            case Read.Found(var found) -> {
                state.takeOver(found);
                known = Optional.of(keys(found));
                yield ClientResult.done(state);
            }
            case Read.TooNew(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, why);
            case Read.Unreadable(var why) -> {
                complain("files shared with other clients cannot be read, so nothing is taken over from them: " + why);
                known = Optional.of(Set.of());
                yield ClientResult.done(state);
            }
        };
    }

    private void writeBack(ClientState state) {
        Instant now = time.now();
        FileDebts debts = state.owedToFiles();
        State held = new State(state.prekeys(), state.intros(), state.denylist(), state.seen(now));
        Set<Object> keys = keys(held);
        if (debts.isEmpty() && known.filter(keys::equals).isPresent()) {
            return;
        }
        switch (files.write(held, debts.consumedPrekeys(), debts.removedIntros(), now)) {
            case Written.Done _ -> {
                state.filesWritten(held, debts);
                known = Optional.of(keys);
            }
            case Written.Failed(var why) -> complain(why + "; another client on this directory does not know of it yet");
        }
    }

    private void complain(String line) {
        if (!complained) {
            complained = true;
            remarks.warning(line);
        }
    }

    /** What tells two states apart as far as the files show it. */
    private static Set<Object> keys(State state) {
        Set<Object> keys = new HashSet<>();
        state.prekeys().forEach(p -> keys.add(List.of("prekey", p.id(), p.wire().isPresent())));
        state.intros().forEach(i -> keys.add(List.of("intro", i.sender(), i.messageId())));
        state.denylist().forEach(b -> keys.add(List.of("denied", b.sender())));
        state.seen().forEach(s -> keys.add(List.of("seen", s.sender(), s.id())));
        return keys;
    }
}

package dev.dnsmesh.application.client.messages;

import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Cluster;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.application.client.settings.ClientSettings.Providers;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A config directory, clock and terminal in memory. */
final class Directory implements ClientSettingsStore, ClientLock, PassphraseFiles, PassphrasePrompt, TokenFiles, SharedFiles,
        Remarks, TimeSource, RandomSource, NodeApi {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final List<String> warnings = new ArrayList<>();
    final List<String> hints = new ArrayList<>();
    State files = new State(List.of(), List.of(), List.of(), List.of());
    Optional<SharedFiles.Read> filesAnswer = Optional.empty();
    boolean filesAreReadOnly;
    boolean lockedByAnother;
    Instant now = NOON;
    ClientSettings settings;
    private final String seed;
    private boolean held;
    private long drawn;

    Directory(String username, String zone) {
        seed = username + "@" + zone;
        settings = new ClientSettings(username, new Home(zone, "http://node." + zone, Optional.empty(), "", "", 0),
                new IdentityKeys("00".repeat(16), "", Optional.empty()), new Readers(Optional.empty(), 5353, List.of(), false),
                new Cluster("", "", false, 3600, "", "", ""), new Providers("", ""),
                Optional.of(new TsigBlock("key.", Secret.of(Octets.utf8("secret")), "hmac-sha256", zone, "node." + zone, 53)),
                new Receiving(false, 30, 600, false), withoutProviders(Ours.DEFAULTS), Map.of(), new TreeMap<>());
    }

    static Ours withoutProviders(Ours ours) {
        return new Ours(ours.resolvers(), ours.nodeTransport(), ours.nodeDohUrl(), ours.tlsCaFile(), ours.nodeMaxValueBytes(),
                ours.nodeMaxTtl(), ours.messageTtl(), true, ours.rotationCheck(), ours.rotationFollow(), 0, true, true, 86_400);
    }

    @Override
    public Loaded load() {
        return new Loaded.Found(settings);
    }

    @Override
    public ClientSettingsStore.Saved save(ClientSettings changed) {
        settings = changed;
        return new ClientSettingsStore.Saved.Done();
    }

    @Override
    public String location() {
        return "config.yaml";
    }

    @Override
    public Optional<Held> acquire(Duration limit) {
        if (held || lockedByAnother) {
            return Optional.empty();
        }
        held = true;
        return Optional.of(() -> held = false);
    }

    /** The process that held it is gone. */
    void releaseLock() {
        held = false;
    }

    @Override
    public PassphraseFiles.Read read(String path) {
        return new PassphraseFiles.Read.Absent();
    }

    @Override
    public Optional<Secret> ask(String question) {
        return Optional.of(Secret.of(Octets.utf8(seed)));
    }

    @Override
    public List<SavedToken> all() {
        return List.of();
    }

    @Override
    public Optional<SavedToken> usable(String host, Instant when) {
        return Optional.empty();
    }

    @Override
    public TokenFiles.Saved save(SavedToken token) {
        return new TokenFiles.Saved.Failed("no tokens here");
    }

    @Override
    public boolean forget(String host) {
        return false;
    }

    @Override
    public SharedFiles.Read read(Instant when) {
        return filesAnswer.orElseGet(() -> new SharedFiles.Read.Found(files));
    }

    @Override
    public Written write(State state, Set<Long> consumed, Set<RemovedIntro> removed, Instant when) {
        if (!held) {
            throw new IllegalStateException("written without the lock");
        }
        if (filesAreReadOnly) {
            return new Written.Failed("read-only file system");
        }
        Map<Long, ClientState.StoredPrekey> prekeys = new LinkedHashMap<>();
        files.prekeys().forEach(p -> prekeys.put(p.id(), p));
        state.prekeys().forEach(p -> prekeys.put(p.id(), p));
        prekeys.keySet().removeAll(consumed);
        var intros = new LinkedHashMap<RemovedIntro, ClientState.Message>();
        files.intros().forEach(i -> intros.put(new RemovedIntro(i.sender(), i.messageId()), i));
        state.intros().forEach(i -> intros.put(new RemovedIntro(i.sender(), i.messageId()), i));
        intros.keySet().removeAll(removed);
        var seen = new HashSet<>(files.seen());
        seen.addAll(state.seen());
        files = new State(List.copyOf(prekeys.values()), List.copyOf(intros.values()),
                state.denylist(), List.copyOf(seen));
        return new Written.Done();
    }

    @Override
    public synchronized void warning(String line) {
        warnings.add(line);
    }

    @Override
    public synchronized void hint(String line) {
        hints.add(line);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return now.toEpochMilli() * 1_000_000;
    }

    @Override
    public synchronized Octets octets(int length) {
        Octets all = Octets.EMPTY;
        while (all.length() < length) {
            all = Octets.concat(all, Sha256.of(Octets.utf8(seed + drawn++)));
        }
        return all.slice(0, length);
    }

    @Override
    public Reply<String> health(String base) {
        return new Reply.Unreachable<>("no HTTP here");
    }

    @Override
    public Reply<Challenge> challenge(String base) {
        return new Reply.Unreachable<>("no HTTP here");
    }

    @Override
    public Reply<Token> confirm(String base, Confirmation confirmation) {
        return new Reply.Unreachable<>("no HTTP here");
    }

    @Override
    public Reply<MintedKey> confirmTsig(String base, Confirmation confirmation) {
        return new Reply.Unreachable<>("no HTTP here");
    }

    @Override
    public Reply<String> publish(String base, Optional<String> token, OwnerName name, TxtValue value, long ttlSeconds) {
        return new Reply.Unreachable<>("no HTTP here");
    }

    @Override
    public Reply<String> delete(String base, Optional<String> token, OwnerName name, TxtValue value) {
        return new Reply.Unreachable<>("no HTTP here");
    }
}

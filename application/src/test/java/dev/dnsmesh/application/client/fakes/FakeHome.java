package dev.dnsmesh.application.client.fakes;

import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Cluster;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.application.client.settings.ClientSettings.Providers;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A config directory in memory, with what its user would type. */
public final class FakeHome implements ClientSettingsStore, ClientLock, PassphraseFiles, PassphrasePrompt, TokenFiles {
    public static final String SALT = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private final Map<String, Secret> files = new HashMap<>();
    private final Map<String, SavedToken> tokens = new TreeMap<>();
    private final List<String> questions = new ArrayList<>();
    private Optional<ClientSettings> settings = Optional.empty();
    private Optional<Secret> typed = Optional.empty();
    private boolean lockedByAnother;
    private boolean readOnly;
    private boolean held;
    private int saves;

    /** alice at mesh.local, who has done nothing but {@code init}. */
    public static ClientSettings alice() {
        return new ClientSettings("alice", new Home("mesh.local", "http://node.example:8053", Optional.empty(), "", "", 0),
                new IdentityKeys(SALT, "", Optional.empty()), new Readers(Optional.empty(), 5353, List.of(), false),
                new Cluster("", "", false, 3600, "", "", ""), new Providers("", ""), Optional.empty(),
                new Receiving(false, 30, 600, false), Ours.DEFAULTS, Map.of(), new TreeMap<>());
    }

    public FakeHome with(ClientSettings configured) {
        settings = Optional.of(configured);
        return this;
    }

    public FakeHome typing(String passphrase) {
        typed = Optional.of(Secret.of(Octets.utf8(passphrase)));
        return this;
    }

    public FakeHome withFile(String path, String content) {
        files.put(path, Secret.of(Octets.utf8(content)));
        return this;
    }

    public FakeHome lockedByAnother() {
        lockedByAnother = true;
        return this;
    }

    public FakeHome readOnly() {
        readOnly = true;
        return this;
    }

    public ClientSettings settings() {
        return settings.orElseThrow();
    }

    public boolean isConfigured() {
        return settings.isPresent();
    }

    public int saves() {
        return saves;
    }

    public List<String> questions() {
        return questions;
    }

    @Override
    public Loaded load() {
        return settings.<Loaded>map(Loaded.Found::new).orElseGet(Loaded.Absent::new);
    }

    @Override
    public ClientSettingsStore.Saved save(ClientSettings changed) {
        if (!held) {
            throw new IllegalStateException("saved without the lock");
        }
        if (readOnly) {
            return new ClientSettingsStore.Saved.Failed("read-only file system");
        }
        saves++;
        settings = Optional.of(changed);
        return new ClientSettingsStore.Saved.Done();
    }

    @Override
    public String location() {
        return "/home/alice/.dmp/config.yaml";
    }

    @Override
    public Optional<Held> acquire(Duration limit) {
        if (lockedByAnother || held) {
            return Optional.empty();
        }
        held = true;
        return Optional.of(() -> held = false);
    }

    @Override
    public Read read(String path) {
        return files.containsKey(path) ? new Read.Found(files.get(path)) : new Read.Absent();
    }

    @Override
    public Optional<Secret> ask(String question) {
        questions.add(question);
        return typed;
    }

    @Override
    public List<SavedToken> all() {
        return List.copyOf(tokens.values());
    }

    @Override
    public Optional<SavedToken> usable(String host, Instant now) {
        return Optional.ofNullable(tokens.get(host));
    }

    @Override
    public TokenFiles.Saved save(SavedToken token) {
        if (!token.node().matches("[a-z0-9.-]+")) {
            return new TokenFiles.Saved.Failed("no file name can be made of the node " + token.node());
        }
        tokens.put(token.node(), token);
        return new TokenFiles.Saved.Done("/home/alice/.dmp/tokens/" + token.node() + ".json");
    }

    @Override
    public boolean forget(String host) {
        return tokens.remove(host) != null;
    }
}

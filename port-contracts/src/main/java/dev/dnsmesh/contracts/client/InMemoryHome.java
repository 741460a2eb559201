package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.PassphrasePrompt;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** A config directory in memory, with what its user would type. */
public final class InMemoryHome implements ClientSettingsStore, ClientLock, PassphraseFiles, PassphrasePrompt, TokenFiles {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?");
    /** Of a token that has ended: clocks differ. */
    private static final long GRACE_SECONDS = 300;

    private final Semaphore lock = new Semaphore(1);
    private final Map<String, Octets> files = new HashMap<>();
    private final Map<String, SavedToken> tokens = new TreeMap<>();
    private final List<String> questions = new ArrayList<>();
    private Optional<ClientSettings> settings = Optional.empty();
    private Optional<Secret> typed = Optional.empty();
    private boolean lockedByAnother;
    private boolean readOnly;
    private int saves;

    public InMemoryHome with(ClientSettings configured) {
        settings = Optional.of(configured);
        return this;
    }

    public InMemoryHome typing(String passphrase) {
        typed = Optional.of(Secret.of(Octets.utf8(passphrase)));
        return this;
    }

    public InMemoryHome withFile(String path, String content) {
        return withFile(path, Octets.utf8(content));
    }

    public InMemoryHome withFile(String path, Octets content) {
        files.put(path, content);
        return this;
    }

    public InMemoryHome lockedByAnother() {
        lockedByAnother = true;
        return this;
    }

    public InMemoryHome readOnly() {
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
        if (lock.availablePermits() > 0) {
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
        try {
            if (lockedByAnother || !lock.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        AtomicBoolean held = new AtomicBoolean(true);
        return Optional.of(() -> {
            if (held.getAndSet(false)) {
                lock.release();
            }
        });
    }

    @Override
    public Read read(String path) {
        return Optional.ofNullable(files.get(path)).map(InMemoryHome::passphrase).orElseGet(Read.Absent::new);
    }

    private static Read passphrase(Octets content) {
        return content.asUtf8().<Read>map(text -> new Read.Found(Secret.of(Octets.utf8(WhiteSpace.trim(text)))))
                .orElseGet(() -> new Read.Unreadable("it is not UTF-8"));
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
        return place(host).map(tokens::get).filter(token -> token.expiresAt().filter(end -> now.getEpochSecond() > end + GRACE_SECONDS).isEmpty());
    }

    @Override
    public TokenFiles.Saved save(SavedToken token) {
        Optional<String> place = place(token.node());
        place.ifPresent(host -> tokens.put(host, token));
        return place.<TokenFiles.Saved>map(host -> new TokenFiles.Saved.Done("/home/alice/.dmp/tokens/" + host + ".json"))
                .orElseGet(() -> new TokenFiles.Saved.Failed("no file name can be made of the node " + token.node()));
    }

    @Override
    public boolean forget(String host) {
        return place(host).map(tokens::remove).isPresent();
    }

    /** Lower case, without port and dots at the ends. */
    private static Optional<String> place(String host) {
        return Optional.of(host.toLowerCase(Locale.ROOT).replaceFirst(":[^:]*$", "").replaceAll("^\\.+|\\.+$", ""))
                .filter(name -> HOST.matcher(name).matches());
    }
}

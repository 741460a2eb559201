package dev.dnsmesh.application.client.fakes;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.KeyDeriving;
import dev.dnsmesh.application.client.identity.PassphraseSource;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Cluster;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.application.client.settings.ClientSettings.Providers;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.client.zone.WriterChoice;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.contracts.client.InMemoryHome;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One user's machine and the network it sees, all in memory; noon stands still. */
public final class ClientWorld implements Remarks, TimeSource, RandomSource {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String SALT = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    public static final String PASSPHRASE = "correct horse battery staple";

    public final InMemoryHome home = new InMemoryHome();
    public final FakeDns dns = new FakeDns();
    public final FakeNode node = new FakeNode();
    public final FakeCrypto crypto = new FakeCrypto();
    public final List<String> warnings = new ArrayList<>();
    public final List<String> hints = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private Instant now = NOON;
    private long drawn;

    /** alice at mesh.local, who has done nothing but {@code init}. */
    public static ClientSettings alice() {
        return new ClientSettings("alice", new Home("mesh.local", "http://node.example:8053", Optional.empty(), "", "", 0),
                new IdentityKeys(SALT, "", Optional.empty()), new Readers(Optional.empty(), 5353, List.of(), false),
                new Cluster("", "", false, 3600, "", "", ""), new Providers("", ""), Optional.empty(),
                new Receiving(false, 30, 600, false), Ours.DEFAULTS, Map.of(), new TreeMap<>());
    }

    public static ClientWorld ofAlice() {
        var world = new ClientWorld();
        world.home.with(alice());
        return world.variable("DMP_PASSPHRASE", PASSPHRASE);
    }

    /** With a TSIG key for the whole of mesh.local. */
    public static ClientWorld ofAliceWithKey() {
        ClientWorld world = ofAlice();
        world.home.with(alice().withTsig(Optional.of(key()), 0));
        return world;
    }

    public static TsigBlock key() {
        return new TsigBlock("alice-key.", Secret.of(Octets.utf8("a secret of thirty-two octets ...")), "hmac-sha256",
                "mesh.local", "node.example", 5353);
    }

    public ClientWorld variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public ClientWorld at(Instant instant) {
        now = instant;
        return this;
    }

    public ClientEnvironment environment() {
        return ClientEnvironment.of(variables);
    }

    private ExclusiveAccess exclusive;

    /** One for all, as in a process. */
    public ExclusiveAccess exclusive() {
        exclusive = exclusive == null ? new ExclusiveAccess(home) : exclusive;
        return exclusive;
    }

    public Configuration configuration() {
        return new Configuration(home, exclusive());
    }

    public PassphraseSource passphrases() {
        return new PassphraseSource(environment(), home, home);
    }

    public KeyDeriving deriving() {
        return new KeyDeriving(crypto, crypto, crypto);
    }

    public IdentityUnlocking unlocking() {
        return new IdentityUnlocking(passphrases(), deriving(), configuration(), environment().overrideVerify(), this);
    }

    public ZoneWriter writer() {
        return new ZoneWriter(new WriterChoice(home, environment(), this), dns, node, this);
    }

    public IdentityDirectory directory() {
        return new IdentityDirectory(dns, crypto, this, this);
    }

    /** The identity that a passphrase derives with alice's salt. */
    public UnlockedIdentity identity(String passphrase) {
        return done(deriving().derive(Secret.of(Octets.utf8(passphrase)), alice().identity()));
    }

    public ClientSettings settings() {
        return home.settings();
    }

    public static <T> T done(ClientResult<T> result) {
        return switch (result) {
            case ClientResult.Done<T>(var value) -> value;
            case ClientResult.Failed<T>(var failure) -> throw new AssertionError("failed: " + failure);
        };
    }

    public static ClientFailure failure(ClientResult<?> result) {
        return switch (result) {
            case ClientResult.Done<?>(var value) -> throw new AssertionError("done: " + value);
            case ClientResult.Failed<?>(var failure) -> failure;
        };
    }

    @Override
    public void warning(String line) {
        warnings.add(line);
    }

    @Override
    public void hint(String line) {
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
    public Octets octets(int length) {
        Octets all = Octets.EMPTY;
        while (all.length() < length) {
            all = Octets.concat(all, Sha256.of(Octets.utf8("draw " + drawn++)));
        }
        return all.slice(0, length);
    }
}

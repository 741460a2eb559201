package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.tsig.TsigKeys;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TsigKeyStore.Glimpse;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;

/** A keystore in memory. */
final class Keys implements TsigKeys {
    /** The name of the key of dns.md 11. */
    static final String ALICE = "alice-03a107bf-ff8d98.mesh.example.com.";

    private final Map<TsigKeyName, TsigKey> rows = new HashMap<>();
    private boolean atHand;
    private boolean unavailable;

    /** 00, 01, ... : with 32 octets the secret of dns.md 11. */
    static byte[] counting(int octets) {
        byte[] secret = new byte[octets];
        for (int i = 0; i < octets; i++) {
            secret[i] = (byte) i;
        }
        return secret;
    }

    static TsigKey key(String name, TsigAlgorithm algorithm) {
        return key(name, algorithm, Optional.empty(), Optional.empty());
    }

    private static TsigKey key(String name, TsigAlgorithm algorithm, Optional<Instant> expires, Optional<Instant> revoked) {
        return new TsigKey(TsigKeyName.parse(name).orElseThrow(), algorithm, Secret.of(counting(32)),
                new TreeSet<>(Set.of(new ScopeSuffix("mesh.example.com"))), Instant.EPOCH, expires, revoked,
                Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    Keys with(TsigKey key) {
        rows.put(key.name(), key);
        return this;
    }

    Keys withExpired(String name, Instant at) {
        return with(key(name, TsigAlgorithm.HMAC_SHA256, Optional.of(at), Optional.empty()));
    }

    Keys withRevoked(String name, Instant at) {
        return with(key(name, TsigAlgorithm.HMAC_SHA256, Optional.empty(), Optional.of(at)));
    }

    /** From now on an event loop can be told. */
    void atHand() {
        atHand = true;
    }

    /** From now on nobody can be told. */
    void unavailable() {
        unavailable = true;
    }

    @Override
    public Glimpse tryFind(TsigKeyName name) {
        return atHand || unavailable ? new Glimpse.Known(find(name)) : new Glimpse.Unknown();
    }

    @Override
    public Optional<TsigKey> find(TsigKeyName name) {
        if (unavailable) {
            throw new StorageUnavailable("gone");
        }
        return Optional.ofNullable(rows.get(name));
    }
}

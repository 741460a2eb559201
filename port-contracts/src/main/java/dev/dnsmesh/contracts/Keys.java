package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;

import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.domain.access.KeyScope;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyIdentity;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Short ways to say which keys the contracts mint. */
final class Keys {
    static final OwnerName ZONE = new OwnerName("example.org");
    static final Terms TERMS = new Terms(NOON, Duration.ofDays(30));
    static final Actor REGISTRANT = new Actor.Registrant("192.0.2.7");
    private static final AtomicInteger SECRETS = new AtomicInteger();
    /** A row of {@code carol}, for those who put it where it was not minted. */
    static final TsigKey ROW = minted(new InMemoryStorage(new ManualTime(NOON), new SeededRandom(1)), "carol", 3);

    private Keys() {
    }

    static Subject subject(String local) {
        return new Subject(local + "@example.org");
    }

    /** Any 32 octets: no contract checks a signature. */
    static Ed25519PublicKey ed25519(int number) {
        return new Ed25519PublicKey(Sha256.of(Octets.utf8("ed25519 " + number)));
    }

    static X25519PublicKey x25519(int number) {
        return new X25519PublicKey(Sha256.of(Octets.utf8("x25519 " + number)));
    }

    /** With a secret that no request had before. */
    static MintRequest request(String local, int key, ScopeMode mode, Terms terms) {
        Subject subject = subject(local);
        KeyIdentity identity = KeyIdentity.of(ed25519(key), Optional.of(x25519(key)), Set.of());
        return new MintRequest(subject, identity,
                KeyScope.keyName(subject, identity.digits(), ZONE).orElseThrow(),
                Secret.of(Sha256.of(Octets.utf8("secret " + SECRETS.incrementAndGet()))),
                new MintRequest.Scope(ZONE, mode, Set.of()), Optional.empty(), REGISTRANT, terms);
    }

    static TsigKey minted(Storage storage, String local, int key) {
        return ((MintOutcome.Minted) storage.tsigKeys().mint(request(local, key, ScopeMode.DEFAULT, TERMS))).key();
    }

    static void revoke(Storage storage, TsigKey key) {
        storage.tsigKeys().revoke(new KeyTarget.Named(key.name()), REGISTRANT, TERMS);
    }
}

package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Cluster;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.application.client.settings.ClientSettings.Providers;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of users that the contracts work with. */
public final class SampleSettings {
    private static final String SALT = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private SampleSettings() {
    }

    /** Somebody who has done nothing but {@code init}. */
    public static ClientSettings fresh(String username) {
        return new ClientSettings(username, new Home("mesh.test", "http://node.test:8053", Optional.empty(), "", "", 0),
                new IdentityKeys(SALT, "", Optional.empty()), new Readers(Optional.empty(), 5353, List.of(), false),
                new Cluster("", "", false, 3600, "", "", ""), new Providers("", ""), Optional.empty(),
                new Receiving(false, 30, 600, false), Ours.DEFAULTS, Map.of(), new TreeMap<>());
    }

    /** Somebody with a key, resolvers, a passphrase file and a contact, in texts that are awkward to write down. */
    public static ClientSettings used(String username) {
        TsigBlock key = new TsigBlock("key-1.mesh.test.", Secret.of(Octets.utf8("a secret of thirty-two octets ...")), "hmac-sha256",
                "mesh.test", "node.test", 5353);
        Contact bob = new Contact("bob: \"the\" # one", Optional.of(new X25519PublicKey(SharedFilesStateContract.filled(32, 3))),
                Optional.of(SharedFilesStateContract.SENDER), "mesh.test", "bob");
        return fresh(username).withTsig(Optional.of(key), 1_900_000_000)
                .withIdentity(new IdentityKeys(SALT, "", Optional.of("~/pass word's \u00e9")))
                .withReaders(new Readers(Optional.of("192.0.2.1"), 53, List.of("192.0.2.2", "2001:db8::1"), true)).withContact(bob);
    }
}

package dev.dnsmesh.application.client.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * config.yaml (client.md 16.1) and client.yaml (16.7), typed by field. Texts are as written; empty text = not set.
 *
 * @param username  the protocol user name
 * @param home      zone, endpoint and the like: where the user lives
 * @param identity  salt, tripwire and passphrase file
 * @param readers   how names are read
 * @param cluster   anchors of cluster and bootstrap
 * @param providers claim providers
 * @param tsig      the UPDATE key
 * @param receiving intervals and rules of {@code recv}
 * @param ours      client.yaml
 * @param contacts  by label, in the file's order
 * @param unknown   other keys of config.yaml with their values, each as YAML on one line, kept at the next save
 */
public record ClientSettings(String username, Home home, IdentityKeys identity, Readers readers, Cluster cluster,
                             Providers providers, Optional<TsigBlock> tsig, Receiving receiving, Ours ours,
                             Map<String, Contact> contacts, SortedMap<String, String> unknown) {

    /** {@code domain}, {@code endpoint}, {@code http_token}, {@code identity_domain}, {@code local_node_dns_*}. */
    public record Home(String domain, String endpoint, Optional<String> httpToken, String identityDomain,
                       String localDnsServer, int localDnsPort) {
    }

    /** {@code kdf_salt} and {@code verify_pubkey} in hex, {@code passphrase_file}. */
    public record IdentityKeys(String kdfSalt, String verifyPubkey, Optional<String> passphraseFile) {
    }

    /** {@code dns_host}, {@code dns_port}, {@code dns_resolvers}, {@code dnssec_required}. */
    public record Readers(Optional<String> dnsHost, int dnsPort, List<String> dnsResolvers, boolean dnssecRequired) {
        public Readers {
            dnsResolvers = List.copyOf(dnsResolvers);
        }
    }

    /** {@code cluster_*} and {@code bootstrap_*}. */
    public record Cluster(String baseDomain, String operatorSpk, boolean enabled, int refreshInterval,
                          String nodeToken, String bootstrapUserDomain, String bootstrapSignerSpk) {
    }

    /** {@code claim_provider_override}, {@code claim_provider_zone}. */
    public record Providers(String override, String zone) {
    }

    /** {@code allow_tofu} and the intervals of {@code recv}, in seconds. */
    public record Receiving(boolean allowTofu, int primaryInterval, int secondaryInterval, boolean secondaryDisable) {
    }

    /**
     * client.yaml, with the defaults of client.md 16.7.
     *
     * @param identityTtl that of the identity record as it was published last, in seconds
     */
    public record Ours(List<String> resolvers, String nodeTransport, String nodeDohUrl, String tlsCaFile,
                       int nodeMaxValueBytes, int nodeMaxTtl, int messageTtl, boolean providersNone,
                       boolean rotationCheck, boolean rotationFollow, long tsigExpiresAt,
                       boolean followRepublish, boolean followPrekeys, int identityTtl) {
        public Ours {
            resolvers = List.copyOf(resolvers);
        }

        public static final Ours DEFAULTS =
                new Ours(List.of(), "auto", "", "", 2048, 86_400, 43_200, false, true, false, 0, true, true, 86_400);

        public Ours withoutProviders() {
            return new Ours(resolvers, nodeTransport, nodeDohUrl, tlsCaFile, nodeMaxValueBytes, nodeMaxTtl, messageTtl,
                    true, rotationCheck, rotationFollow, tsigExpiresAt, followRepublish, followPrekeys, identityTtl);
        }

        public Ours withTsigExpiresAt(long changed) {
            return new Ours(resolvers, nodeTransport, nodeDohUrl, tlsCaFile, nodeMaxValueBytes, nodeMaxTtl, messageTtl,
                    providersNone, rotationCheck, rotationFollow, changed, followRepublish, followPrekeys, identityTtl);
        }

        public Ours withIdentityTtl(int changed) {
            return new Ours(resolvers, nodeTransport, nodeDohUrl, tlsCaFile, nodeMaxValueBytes, nodeMaxTtl, messageTtl,
                    providersNone, rotationCheck, rotationFollow, tsigExpiresAt, followRepublish, followPrekeys, changed);
        }
    }

    /** Own zone: the cluster's base domain where both anchors are set, else {@code domain} (client.md 1.4). */
    public String ownZone() {
        return !cluster.baseDomain().isEmpty() && !cluster.operatorSpk().isEmpty()
                ? cluster.baseDomain() : home.domain();
    }

    /** Where the identity is published. */
    public String identityHost() {
        return home.identityDomain().isEmpty() ? ownZone() : home.identityDomain();
    }

    public ClientSettings withHome(Home changed) {
        return new ClientSettings(username, changed, identity, readers, cluster, providers, tsig, receiving, ours,
                contacts, unknown);
    }

    public ClientSettings withIdentity(IdentityKeys changed) {
        return new ClientSettings(username, home, changed, readers, cluster, providers, tsig, receiving, ours,
                contacts, unknown);
    }

    public ClientSettings withTsig(Optional<TsigBlock> changed, long expiresAt) {
        return new ClientSettings(username, home, identity, readers, cluster, providers, changed, receiving,
                ours.withTsigExpiresAt(expiresAt), contacts, unknown);
    }

    public ClientSettings withReaders(Readers changed) {
        return new ClientSettings(username, home, identity, changed, cluster, providers, tsig, receiving, ours,
                contacts, unknown);
    }

    public ClientSettings withOurs(Ours changed) {
        return new ClientSettings(username, home, identity, readers, cluster, providers, tsig, receiving, changed,
                contacts, unknown);
    }

    /** The contacts that count: without entries that hold no key, or something else in its place (client.md 4). */
    public List<Contact> usableContacts() {
        return contacts.values().stream().filter(contact -> !contact.isIgnored()).toList();
    }

    /** Adds the contact, or puts it in the place of the one with that label. */
    public ClientSettings withContact(Contact contact) {
        Map<String, Contact> changed = new LinkedHashMap<>(contacts);
        changed.put(contact.label(), contact);
        return withContacts(changed);
    }

    public ClientSettings withoutContact(String label) {
        Map<String, Contact> changed = new LinkedHashMap<>(contacts);
        changed.remove(label);
        return withContacts(changed);
    }

    private ClientSettings withContacts(Map<String, Contact> changed) {
        return new ClientSettings(username, home, identity, readers, cluster, providers, tsig, receiving, ours,
                Collections.unmodifiableMap(changed), unknown);
    }
}

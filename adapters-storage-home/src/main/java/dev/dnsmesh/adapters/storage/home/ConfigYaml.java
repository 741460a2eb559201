package dev.dnsmesh.adapters.storage.home;

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
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** config.yaml and client.yaml, field by field (client.md 16.1, 16.7). */
final class ConfigYaml {
    private static final Set<String> KNOWN = Set.of("username", "domain", "endpoint", "http_token", "dns_host",
            "dns_port", "dns_resolvers", "passphrase_file", "kdf_salt", "verify_pubkey", "identity_domain",
            "allow_tofu", "dnssec_required", "cluster_base_domain", "cluster_operator_spk", "cluster_enabled",
            "cluster_refresh_interval", "cluster_node_token", "bootstrap_user_domain", "bootstrap_signer_spk",
            "contacts", "claim_provider_override", "claim_provider_zone", "tsig_key_name", "tsig_secret_hex",
            "tsig_zone", "tsig_dns_server", "tsig_algorithm", "tsig_dns_port", "recv_primary_interval_seconds",
            "recv_secondary_interval_seconds", "recv_secondary_disable", "local_node_dns_server",
            "local_node_dns_port");

    private ConfigYaml() {
    }

    static ClientSettings read(YamlFields config, Ours ours) {
        SortedMap<String, String> unknown = new TreeMap<>();
        for (String name : config.names()) {
            if (!KNOWN.contains(name)) {
                unknown.put(name, config.source(name));
            }
        }
        return new ClientSettings(config.text("username", ""),
                new Home(config.text("domain", "mesh.local"), config.text("endpoint", ""), config.text("http_token"),
                        config.text("identity_domain", ""), config.text("local_node_dns_server", ""),
                        config.integer("local_node_dns_port", 0)),
                new IdentityKeys(config.text("kdf_salt", ""), config.text("verify_pubkey", ""),
                        config.text("passphrase_file")),
                new Readers(config.text("dns_host").filter(h -> !h.isEmpty()), config.integer("dns_port", 5353),
                        config.texts("dns_resolvers"), config.truth("dnssec_required", false)),
                new Cluster(config.text("cluster_base_domain", ""), config.text("cluster_operator_spk", ""),
                        config.truth("cluster_enabled", false), config.integer("cluster_refresh_interval", 3600),
                        config.text("cluster_node_token", ""), config.text("bootstrap_user_domain", ""),
                        config.text("bootstrap_signer_spk", "")),
                new Providers(config.text("claim_provider_override", ""), config.text("claim_provider_zone", "")),
                tsig(config),
                new Receiving(config.truth("allow_tofu", false), config.integer("recv_primary_interval_seconds", 30),
                        config.integer("recv_secondary_interval_seconds", 600),
                        config.truth("recv_secondary_disable", false)),
                ours, contacts(config), unknown);
    }

    /** A secret that is not hex stays empty, which its use then reports (client.md 15.1). */
    private static Optional<TsigBlock> tsig(YamlFields config) {
        String name = config.text("tsig_key_name", "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Secret secret = Octets.fromHex(config.text("tsig_secret_hex", "").trim()).map(Secret::of)
                .orElseGet(() -> Secret.of(Octets.EMPTY));
        return Optional.of(new TsigBlock(name, secret, config.text("tsig_algorithm", "hmac-sha256"),
                config.text("tsig_zone", ""), config.text("tsig_dns_server", ""), config.integer("tsig_dns_port", 53)));
    }

    private static Map<String, Contact> contacts(YamlFields config) {
        Map<String, Contact> contacts = new LinkedHashMap<>();
        YamlFields entries = config.mapping("contacts");
        for (String label : entries.names()) {
            if (entries.isMapping(label)) {
                YamlFields entry = entries.mapping(label);
                contacts.put(label, contact(label, entry.text("pub", ""), entry.text("spk", ""),
                        entry.text("domain", ""), entry.text("remote_username", "")));
            } else {
                // the oldest format: the X25519 key alone
                contacts.put(label, contact(label, entries.text(label, ""), "", "", ""));
            }
        }
        return contacts;
    }

    private static Contact contact(String label, String pub, String spk, String domain, String remoteUsername) {
        Optional<X25519PublicKey> encryptionKey = X25519PublicKey.fromHex(pub.trim());
        Optional<Ed25519PublicKey> signingKey = Ed25519PublicKey.fromHex(spk.trim());
        return new Contact(label, encryptionKey, signingKey, domain, remoteUsername,
                new Contact.Unreadable(encryptionKey.isPresent() || pub.isBlank() ? "" : pub,
                        signingKey.isPresent() || spk.isBlank() ? "" : spk));
    }

    static Ours readOurs(YamlFields f) {
        Ours d = Ours.DEFAULTS;
        return new Ours(f.texts("resolvers"), f.text("node_transport", d.nodeTransport()),
                f.text("node_doh_url", d.nodeDohUrl()), f.text("tls_ca_file", d.tlsCaFile()),
                f.integer("node_max_value_bytes", d.nodeMaxValueBytes()), f.integer("node_max_ttl", d.nodeMaxTtl()),
                f.integer("message_ttl", d.messageTtl()), f.text("providers", "auto").equals("none"),
                f.truth("rotation_check", d.rotationCheck()), f.truth("rotation_follow", d.rotationFollow()),
                f.integer("tsig_expires_at", d.tsigExpiresAt()), f.truth("follow_republish", d.followRepublish()),
                f.truth("follow_prekeys", d.followPrekeys()), f.integer("identity_ttl", d.identityTtl()));
    }

    /** Keys sorted, as the other client writes them. */
    static String config(ClientSettings s) {
        return config(s, YamlComments.NONE);
    }

    /** The same with the comments of the file that it comes in the place of. */
    static String config(ClientSettings s, YamlComments comments) {
        SortedMap<String, YamlWriter> fields = new TreeMap<>();
        text(fields, "username", s.username());
        text(fields, "domain", s.home().domain());
        text(fields, "endpoint", s.home().endpoint());
        text(fields, "http_token", s.home().httpToken());
        text(fields, "identity_domain", s.home().identityDomain());
        text(fields, "local_node_dns_server", s.home().localDnsServer());
        number(fields, "local_node_dns_port", s.home().localDnsPort());
        text(fields, "kdf_salt", s.identity().kdfSalt());
        text(fields, "verify_pubkey", s.identity().verifyPubkey());
        text(fields, "passphrase_file", s.identity().passphraseFile());
        text(fields, "dns_host", s.readers().dnsHost());
        number(fields, "dns_port", s.readers().dnsPort());
        fields.put("dns_resolvers", new YamlWriter().texts("dns_resolvers", s.readers().dnsResolvers()));
        truth(fields, "dnssec_required", s.readers().dnssecRequired());
        text(fields, "cluster_base_domain", s.cluster().baseDomain());
        text(fields, "cluster_operator_spk", s.cluster().operatorSpk());
        truth(fields, "cluster_enabled", s.cluster().enabled());
        number(fields, "cluster_refresh_interval", s.cluster().refreshInterval());
        text(fields, "cluster_node_token", s.cluster().nodeToken());
        text(fields, "bootstrap_user_domain", s.cluster().bootstrapUserDomain());
        text(fields, "bootstrap_signer_spk", s.cluster().bootstrapSignerSpk());
        text(fields, "claim_provider_override", s.providers().override());
        text(fields, "claim_provider_zone", s.providers().zone());
        text(fields, "tsig_key_name", s.tsig().map(TsigBlock::keyName).orElse(""));
        text(fields, "tsig_secret_hex", s.tsig().map(t -> t.secret().use(HexFormat.of()::formatHex)).orElse(""));
        text(fields, "tsig_algorithm", s.tsig().map(TsigBlock::algorithm).orElse("hmac-sha256"));
        text(fields, "tsig_zone", s.tsig().map(TsigBlock::zone).orElse(""));
        text(fields, "tsig_dns_server", s.tsig().map(TsigBlock::server).orElse(""));
        number(fields, "tsig_dns_port", s.tsig().map(TsigBlock::port).orElse(53));
        truth(fields, "allow_tofu", s.receiving().allowTofu());
        number(fields, "recv_primary_interval_seconds", s.receiving().primaryInterval());
        number(fields, "recv_secondary_interval_seconds", s.receiving().secondaryInterval());
        truth(fields, "recv_secondary_disable", s.receiving().secondaryDisable());
        fields.put("contacts", contacts(s));
        s.unknown().forEach((name, value) -> fields.put(name, new YamlWriter().line(YamlWriter.quoted(name) + ": " + value)));
        StringBuilder all = new StringBuilder();
        fields.forEach((name, field) -> all.append(comments.around(name, field.toString())));
        comments.last().forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    static String ours(ClientSettings settings) {
        Ours o = settings.ours();
        return new YamlWriter().texts("resolvers", o.resolvers()).text("node_transport", o.nodeTransport())
                .text("node_doh_url", o.nodeDohUrl()).text("tls_ca_file", o.tlsCaFile())
                .number("node_max_value_bytes", o.nodeMaxValueBytes()).number("node_max_ttl", o.nodeMaxTtl())
                .number("message_ttl", o.messageTtl()).text("providers", o.providersNone() ? "none" : "auto")
                .truth("rotation_check", o.rotationCheck()).truth("rotation_follow", o.rotationFollow())
                .number("tsig_expires_at", o.tsigExpiresAt()).truth("follow_republish", o.followRepublish())
                .truth("follow_prekeys", o.followPrekeys()).number("identity_ttl", o.identityTtl()).toString();
    }

    private static YamlWriter contacts(ClientSettings settings) {
        var out = new YamlWriter();
        if (settings.contacts().isEmpty()) {
            return out.line("contacts: {}");
        }
        out.line("contacts:");
        settings.contacts().forEach((label, c) -> {
            out.line("  " + YamlWriter.quoted(label) + ":");
            out.line("    domain: " + YamlWriter.quoted(c.domain()));
            out.line("    pub: " + YamlWriter.quoted(c.encryptionKey().map(X25519PublicKey::hex).orElse(c.unreadable().pub())));
            out.line("    remote_username: " + YamlWriter.quoted(c.remoteUsername()));
            out.line("    spk: " + YamlWriter.quoted(c.signingKey().map(Ed25519PublicKey::hex).orElse(c.unreadable().spk())));
        });
        return out;
    }

    private static void text(Map<String, YamlWriter> fields, String name, String value) {
        fields.put(name, new YamlWriter().text(name, value));
    }

    private static void text(Map<String, YamlWriter> fields, String name, Optional<String> value) {
        fields.put(name, new YamlWriter().text(name, value));
    }

    private static void number(Map<String, YamlWriter> fields, String name, long value) {
        fields.put(name, new YamlWriter().number(name, value));
    }

    private static void truth(Map<String, YamlWriter> fields, String name, boolean value) {
        fields.put(name, new YamlWriter().truth(name, value));
    }
}

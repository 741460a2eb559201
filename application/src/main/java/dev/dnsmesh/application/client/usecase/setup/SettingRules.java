package dev.dnsmesh.application.client.usecase.setup;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.settings.ResolverEntry;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a single setting may be, beyond its type (client.md 16.1, 16.7). */
final class SettingRules {
    private static final Set<String> ALGORITHMS = Set.of("hmac-md5", "hmac-sha1", "hmac-sha224", "hmac-sha256", "hmac-sha256-128",
            "hmac-sha384", "hmac-sha384-192", "hmac-sha512", "hmac-sha512-256");
    private static final Set<String> TRANSPORTS = Set.of("auto", "dns", "dot", "doh", "http");
    private static final int MAX_USERNAME = 64;
    private static final long MAX_PORT = 65_535;

    private SettingRules() {
    }

    /** The value in the form that is stored, or why it cannot be. */
    static ClientResult<String> normalised(String name, String value) {
        String text = value.trim();
        return switch (name) {
            case "username" -> check(Utf8.fits(text, 1, MAX_USERNAME) && text.indexOf('@') < 0, text,
                    "username is 1 to 64 octets of UTF-8 without @");
            case "domain" -> check(OwnerName.parse(text).isPresent(), text, "domain is a zone such as mesh.local");
            case "identity_domain", "cluster_base_domain", "bootstrap_user_domain", "claim_provider_zone", "tsig_zone" ->
                    check(text.isEmpty() || OwnerName.parse(text).isPresent(), text, name + " is a zone, or empty");
            case "endpoint" -> url(name, Endpoint.normalised(text));
            case "node_doh_url" -> url(name, text);
            case "resolvers" -> anyResolvers(text);
            case "claim_provider_override" -> ClientResult.done(text.isEmpty() || text.contains("://") ? text : "https://" + text);
            case "kdf_salt" -> check(Octets.fromHex(text).flatMap(PassphraseSalt::of).isPresent(), text,
                    "kdf_salt is hex of 8 octets or more");
            case "verify_pubkey", "cluster_operator_spk", "bootstrap_signer_spk" ->
                    check(text.isEmpty() || Ed25519PublicKey.fromHex(text).isPresent(), text.toLowerCase(Locale.ROOT),
                            name + " is a key of 64 hex digits, or empty");
            case "tsig_secret_hex" -> check(text.isEmpty() || Octets.fromHex(text).isPresent(), text, "tsig_secret_hex is hex");
            case "tsig_algorithm" -> check(ALGORITHMS.contains(text.toLowerCase(Locale.ROOT)), text.toLowerCase(Locale.ROOT),
                    "tsig_algorithm is one of " + ALGORITHMS.stream().sorted().toList());
            case "node_transport" -> check(TRANSPORTS.contains(text), text, "node_transport is auto, dns, dot, doh or http");
            case "providers" -> check(text.equals("auto") || text.equals("none"), text, "providers is auto or none");
            case "dns_port", "tsig_dns_port" -> number(name, text, 1, MAX_PORT);
            case "local_node_dns_port" -> number(name, text, 0, MAX_PORT);
            case "recv_primary_interval_seconds", "recv_secondary_interval_seconds", "node_max_value_bytes", "node_max_ttl",
                 "message_ttl", "identity_ttl" -> number(name, text, 1, Integer.MAX_VALUE);
            case "tsig_expires_at" -> number(name, text, 0, Long.MAX_VALUE);
            case "dns_resolvers" -> resolvers(text);
            default -> ClientResult.done(value);
        };
    }

    private static ClientResult<String> resolvers(String text) {
        List<String> entries = new ArrayList<>();
        for (String item : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Optional<ResolverEntry> entry = ResolverEntry.parse(item);
            if (entry.isEmpty()) {
                return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "'" + item.trim() + "' is not an IP address with an optional port; "
                        + "resolvers over TLS or HTTPS go into: resolvers");
            }
            entries.add(entry.get().toString());
        }
        return ClientResult.done(String.join(",", entries));
    }

    private static ClientResult<String> url(String name, String text) {
        return check(text.isEmpty() || text.matches("(?i)https?://.*") && Endpoint.host(text).isPresent(), text,
                name + " is a URL that begins with https:// or http://, or empty");
    }

    /** Over TLS and HTTPS, too; what exactly they may say is known where they are asked. */
    private static ClientResult<String> anyResolvers(String text) {
        for (String item : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String entry = item.trim();
            if (ResolverEntry.parse(entry).isEmpty() && !entry.matches("(?i)(tls|https?)://[^/].*")) {
                return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "'" + entry + "' is no resolver: IP, IP:port, [IPv6]:port, tls://IP[:port]#name,"
                        + " tls://name[:port] or https://host[:port]/path");
            }
        }
        return ClientResult.done(text);
    }

    private static ClientResult<String> number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            return check(number >= least && number <= most, text, name + " is " + least + " to " + most);
        } catch (NumberFormatException notANumber) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, name + " is a whole number, not " + text);
        }
    }

    private static ClientResult<String> check(boolean holds, String text, String rule) {
        return holds ? ClientResult.done(text) : ClientResult.failed(ClientErrorCode.BAD_CONFIG, rule);
    }
}

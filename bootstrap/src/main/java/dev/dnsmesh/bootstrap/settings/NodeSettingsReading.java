package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.application.usecase.update.UpdateSettings;
import dev.dnsmesh.domain.access.Allowlist;
import dev.dnsmesh.domain.access.AuthMode;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.record.claim.ClaimLife;
import dev.dnsmesh.domain.zone.ApexSettings;
import dev.dnsmesh.domain.zone.ZoneSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A reading of all settings: the settings, every complaint, and what holds for each variable. The settings are to be
 * used only when {@link #hasErrors} is false.
 *
 * @param effective by name
 * @param faulty    names whose value is none, so that their default stands in the settings
 */
public record NodeSettingsReading(NodeSettings settings, List<Problem> problems, Map<String, EffectiveValue> effective,
                                  Set<String> faulty) {
    public NodeSettingsReading {
        problems = List.copyOf(problems);
        faulty = Set.copyOf(faulty);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Reads the files that the sources name, nothing else, and never fails: what is wrong is among the problems. */
    public static NodeSettingsReading of(SettingsSources sources) {
        SettingsSources.Gathered gathered = sources.gather();
        boolean loopback = LoopbackProfile.holdsFor(gathered.raw());
        RawSettings raw = loopback ? gathered.raw().over(LoopbackProfile.values()) : gathered.raw();
        SettingsReader reader = new SettingsReader(raw);
        NodeSettings settings = new Reading(reader, loopback, raw).node();
        List<Problem> problems = new ArrayList<>(gathered.problems());
        problems.addAll(reader.problems());
        return new NodeSettingsReading(settings, problems, reader.effective(), reader.faulty());
    }

    private record Reading(SettingsReader reader, boolean loopback, RawSettings raw) {
        NodeSettings node() {
            AuthoritySettings authority = authority();
            HttpSettings http = http();
            NodeSettings node = new NodeSettings(loopback, state(), log(), authority, dns(), update(authority.claimZone()), http,
                    tls(), registration(http.mode(), authority.nodeHostname()), cluster(), heartbeat());
            warnOfIdle();
            return node;
        }

        private StateSettings state() {
            Path database = reader.value(NodeVariables.DB_PATH);
            Path parent = database.getParent() == null ? Path.of(".") : database.getParent();
            Path directory = reader.optional(NodeVariables.DATA_DIR).orElse(parent);
            reader.optional(NodeVariables.PG_URL);
            reader.optional(NodeVariables.PG_USER);
            reader.optional(NodeVariables.PG_PASSWORD);
            Map<String, String> texts = new HashMap<>();
            raw.names().forEach(name -> raw.value(name).ifPresent(value -> texts.put(name, value.text())));
            return new StateSettings(directory, reader.value(NodeVariables.STORAGE), reader.optional(NodeVariables.SECRETS_KEY_FILE),
                    seconds(reader.value(NodeVariables.CLEANUP_INTERVAL)), texts);
        }

        private LogSettings log() {
            return new LogSettings(reader.value(NodeVariables.LOG_LEVEL), reader.value(NodeVariables.LOG_FORMAT).equalsIgnoreCase("json"));
        }

        private AuthoritySettings authority() {
            Optional<OwnerName> claimZone = reader.optional(DnsVariables.CLAIM_PROVIDER_ZONE);
            Optional<OwnerName> base = reader.optional(DnsVariables.CLUSTER_BASE_DOMAIN);
            Optional<OwnerName> domain = reader.optional(DnsVariables.DOMAIN);
            Optional<String> hostname = reader.optional(DnsVariables.NODE_HOSTNAME);
            Optional<OwnerName> served = reader.optional(DnsVariables.SERVED_ZONE).or(() -> claimZone).or(() -> base).or(() -> domain)
                    .or(() -> hostname.flatMap(this::zoneOfHostname));
            Set<OwnerName> extra = new TreeSet<>(reader.optional(DnsVariables.EXTRA_ZONES).orElse(List.of()));
            Set<OwnerName> others = new TreeSet<>(extra);
            Stream.of(claimZone, base, domain).flatMap(Optional::stream).forEach(others::add);
            ApexSettings apex = new ApexSettings(reader.optional(DnsVariables.APEX_A).map(a -> Octets.of(a.getAddress())),
                    reader.optional(DnsVariables.APEX_AAAA).map(a -> Octets.of(a.getAddress())), reader.optional(DnsVariables.APEX_NS),
                    hostname.flatMap(OwnerName::parse), reader.optional(DnsVariables.APEX_SOA_RNAME));
            int ttl = reader.value(DnsVariables.TTL);
            ZoneSettings zones = new ZoneSettings(served, others, apex, reader.value(DnsVariables.STRICT_ZONES), ttl,
                    reader.optional(DnsVariables.NEGATIVE_TTL).map(Integer::longValue).orElse(ZoneSettings.defaultNegativeTtl(ttl)));
            return new AuthoritySettings(zones, extra, claimZone, hostname);
        }

        private Optional<OwnerName> zoneOfHostname(String hostname) {
            Optional<OwnerName> zone = OwnerName.parse(hostname.replaceAll("\\.+$", ""));
            if (zone.isEmpty()) {
                reader.text(DnsVariables.NODE_HOSTNAME).ifPresent(value -> reader.complain(Problem.error(value.origin()
                        + ": DMP_NODE_HOSTNAME=" + hostname + " cannot serve as a zone; set DMP_DOMAIN")));
            }
            return zone;
        }

        private DnsSettings dns() {
            List<String> hosts = reader.value(DnsVariables.HOST);
            boolean everywhere = hosts.stream().anyMatch(host -> Set.of("0.0.0.0", "::", "0", "*").contains(host));
            return new DnsSettings(everywhere ? List.of() : hosts, reader.value(DnsVariables.PORT),
                    rate(DnsVariables.RATE, DnsVariables.BURST),
                    reader.value(DnsVariables.MAX_CONCURRENCY), reader.value(DnsVariables.EDNS_BUFFER),
                    reader.optional(DnsVariables.NSID), reader.optional(DnsVariables.VERSION_STRING),
                    new DnsSettings.Cookies(reader.value(DnsVariables.COOKIES), reader.optional(DnsVariables.COOKIE_SECRET).orElse(List.of())),
                    new DnsSettings.ResponseRateLimit(reader.value(DnsVariables.RRL), reader.value(DnsVariables.RRL_ANSWERS),
                            reader.value(DnsVariables.RRL_NEGATIVE), reader.value(DnsVariables.RRL_ERRORS),
                            reader.value(DnsVariables.RRL_SLIP), reader.value(DnsVariables.RRL_EXEMPT)),
                    Duration.ofSeconds(reader.value(DnsVariables.TCP_IDLE)), reader.value(UpdateVariables.MAX_FUDGE),
                    reader.optional(DnsVariables.TRANSPORTS).orElse(List.of()));
        }

        private UpdateSettings update(Optional<OwnerName> claimZone) {
            UpdateSettings.Claims claims = new UpdateSettings.Claims(reader.value(DnsVariables.CLAIM_PROVIDER),
                    reader.value(UpdateVariables.RECEIVER_CLAIMS), claimZone, new ClaimLife(reader.value(UpdateVariables.CLAIM_MAX_TTL)),
                    rate(UpdateVariables.CLAIM_RATE, UpdateVariables.CLAIM_BURST),
                    rate(UpdateVariables.CLAIM_SOURCE_RATE, UpdateVariables.CLAIM_SOURCE_BURST), reader.value(UpdateVariables.CLAIM_MAX_TOTAL));
            UpdateSettings.Keys keys = new UpdateSettings.Keys(rate(UpdateVariables.KEY_RATE, UpdateVariables.KEY_BURST),
                    reader.value(UpdateVariables.DAILY_BYTES));
            return new UpdateSettings(reader.value(UpdateVariables.ENABLED), reader.value(UpdateVariables.MAX_TTL),
                    reader.value(UpdateVariables.MAX_VALUE_BYTES), reader.value(UpdateVariables.MAX_VALUES_PER_NAME), claims, keys,
                    reader.value(UpdateVariables.REPLAY_ENTRIES));
        }

        private HttpSettings http() {
            Optional<Secret> alias = reader.optional(HttpVariables.HTTP_TOKEN);
            Optional<Secret> token = reader.optional(HttpVariables.OPERATOR_TOKEN).or(() -> alias);
            Optional<Secret> second = reader.optional(HttpVariables.OPERATOR_TOKEN_ALT);
            List<Secret> tokens = Stream.of(token, second).flatMap(Optional::stream).toList();
            HttpSettings http = new HttpSettings(reader.value(HttpVariables.HOST), reader.value(HttpVariables.PORT),
                    mode(!tokens.isEmpty()), tokens, loopback && token.isEmpty(), reader.value(HttpVariables.ALLOW_OPEN_PUBLIC_BIND),
                    rate(HttpVariables.RATE, HttpVariables.BURST), reader.value(HttpVariables.MAX_CONCURRENCY),
                    reader.value(HttpVariables.TRUSTED_PROXIES));
            if (!reader.faulty().contains(HttpVariables.HOST.name()) && http.mode() == AuthMode.OPEN && http.isPublic() && !http.allowOpenOnPublic()) {
                reader.complain(Problem.error("DMP_HTTP_HOST=" + http.host() + " is a public address and anybody could write there: set "
                        + "DMP_OPERATOR_TOKEN, or DMP_HTTP_HOST=127.0.0.1, or DMP_ALLOW_OPEN_PUBLIC_BIND=1 if that is meant"));
            }
            return http;
        }

        private TlsSettings tls() {
            Optional<Path> certificate = reader.optional(TlsVariables.CERTIFICATE);
            Optional<Path> key = reader.optional(TlsVariables.KEY);
            Optional<Integer> dns = reader.optional(TlsVariables.DNS_PORT);
            Optional<Integer> http = reader.optional(TlsVariables.HTTP_PORT);
            boolean listens = dns.isPresent() || http.isPresent();
            if (listens && (certificate.isEmpty() || key.isEmpty())) {
                reader.complain(Problem.error("DMP_DNS_TLS_PORT and DMP_HTTP_TLS_PORT need DMP_TLS_CERT and DMP_TLS_KEY"));
            } else if (!listens && (certificate.isPresent() || key.isPresent())) {
                reader.complain(Problem.warning("DMP_TLS_CERT and DMP_TLS_KEY have no effect without DMP_DNS_TLS_PORT or DMP_HTTP_TLS_PORT"));
            }
            return new TlsSettings(listens ? certificate.flatMap(c -> key.map(k -> new TlsSettings.Files(c, k))) : Optional.empty(),
                    dns, http, reader.value(TlsVariables.H2C));
        }

        private AuthMode mode(boolean withToken) {
            String word = reader.optional(HttpVariables.AUTH_MODE).orElse("");
            AuthMode mode = AuthMode.of(word, withToken);
            if (mode == AuthMode.CLOSED) {
                reader.text(HttpVariables.AUTH_MODE).ifPresent(value -> reader.complain(Problem.warning(value.origin()
                        + ": DMP_AUTH_MODE=" + word + " is not one of open, legacy, multi-tenant; every write over HTTP is refused")));
            }
            return mode;
        }

        private RegistrationSettings registration(AuthMode mode, Optional<String> hostname) {
            boolean enabled = reader.value(HttpVariables.REGISTRATION_ENABLED);
            if (enabled && (mode != AuthMode.MULTI_TENANT || hostname.isEmpty())) {
                reader.complain(Problem.warning("DMP_REGISTRATION_ENABLED is on, but registration needs DMP_AUTH_MODE=multi-tenant and DMP_NODE_HOSTNAME; it is off"));
            }
            long lifetime = reader.value(HttpVariables.TOKEN_TTL);
            boolean loose = reader.value(HttpVariables.LOOSE_SCOPE);
            boolean tight = reader.value(HttpVariables.TIGHT_SCOPE);
            Allowlist allowlist = Allowlist.of(reader.optional(HttpVariables.ALLOWLIST).orElse(List.of()));
            return new RegistrationSettings(enabled && mode == AuthMode.MULTI_TENANT && hostname.isPresent(), allowlist,
                    lifetime == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(lifetime)),
                    new Rate(reader.value(HttpVariables.ISSUED_RATE), reader.value(HttpVariables.ISSUED_BURST)),
                    rate(HttpVariables.ENDPOINT_RATE, HttpVariables.ENDPOINT_BURST),
                    Duration.ofDays(reader.value(HttpVariables.HOLD_DAYS)), Duration.ofDays(reader.value(HttpVariables.AUDIT_RETENTION)),
                    ScopeMode.of(tight, loose));
        }

        private ClusterSettings cluster() {
            Optional<Path> alias = reader.optional(ClusterVariables.MANIFEST_PATH);
            boolean direct = reader.isSet(ClusterVariables.CLUSTER_FILE);
            warnOfAlias(ClusterVariables.CLUSTER_FILE, ClusterVariables.MANIFEST_PATH);
            warnOfAlias(ClusterVariables.INTERVAL, ClusterVariables.INTERVAL_SECONDS);
            Path file = reader.value(ClusterVariables.CLUSTER_FILE);
            double interval = reader.value(ClusterVariables.INTERVAL);
            Optional<Double> intervalAlias = reader.optional(ClusterVariables.INTERVAL_SECONDS);
            ClusterSettings.Tls tls = new ClusterSettings.Tls(reader.value(ClusterVariables.MTLS), reader.value(ClusterVariables.TLS_PORT),
                    reader.optional(ClusterVariables.TLS_CERT), reader.optional(ClusterVariables.TLS_KEY), reader.optional(ClusterVariables.TLS_CA));
            if (tls.mode() != MutualTls.OFF && Stream.of(tls.certificate(), tls.key(), tls.authority()).anyMatch(Optional::isEmpty)) {
                reader.complain(Problem.error("DMP_SYNC_MTLS needs DMP_SYNC_TLS_CERT, DMP_SYNC_TLS_KEY and DMP_SYNC_TLS_CA"));
            }
            return new ClusterSettings(reader.optional(ClusterVariables.PEERS).orElse(List.of()),
                    direct ? file : alias.orElse(file), direct || alias.isPresent(),
                    reader.optional(DnsVariables.CLUSTER_BASE_DOMAIN), reader.optional(ClusterVariables.NODE_ID),
                    reader.optional(ClusterVariables.SELF_ENDPOINT),
                    Stream.of(reader.optional(ClusterVariables.PEER_TOKEN), reader.optional(ClusterVariables.PEER_TOKEN_ALT)).flatMap(Optional::stream).toList(),
                    seconds(reader.isSet(ClusterVariables.INTERVAL) ? interval : intervalAlias.orElse(interval)),
                    reader.optional(ClusterVariables.OPERATOR_SPK).map(Ed25519PublicKey::new), reader.value(ClusterVariables.TOMBSTONES),
                    Duration.ofMillis(reader.value(ClusterVariables.OVERLAP)), Duration.ofSeconds(reader.value(ClusterVariables.FULL_SCAN)),
                    Duration.ofSeconds(reader.value(ClusterVariables.CATCH_UP)), tls);
        }

        private HeartbeatSettings heartbeat() {
            boolean noSeedUrls = reader.value(ClusterVariables.HEARTBEAT_NO_SEED_URLS);
            Optional<List<String>> seedUrls = reader.optional(ClusterVariables.HEARTBEAT_SEED_URLS);
            return new HeartbeatSettings(reader.value(ClusterVariables.HEARTBEAT_ENABLED), reader.optional(ClusterVariables.HEARTBEAT_ENDPOINT),
                    reader.optional(ClusterVariables.HEARTBEAT_KEY), reader.optional(ClusterVariables.HEARTBEAT_SEEDS).orElse(List.of()),
                    noSeedUrls ? Optional.of(List.of()) : seedUrls,
                    Duration.ofSeconds(reader.value(ClusterVariables.HEARTBEAT_INTERVAL)),
                    Duration.ofSeconds(reader.value(ClusterVariables.HEARTBEAT_TTL)),
                    reader.value(ClusterVariables.HEARTBEAT_MAX_PEERS), reader.value(ClusterVariables.HEARTBEAT_SEEN_ROWS),
                    reader.optional(ClusterVariables.HEARTBEAT_VERSION),
                    reader.optional(ClusterVariables.HEARTBEAT_RESOLVERS).orElse(List.of()),
                    reader.value(ClusterVariables.HEARTBEAT_DNSSEC), reader.value(ClusterVariables.HEARTBEAT_WITHDRAW));
        }

        private void warnOfAlias(Variable<?> name, Variable<?> alias) {
            if (reader.isSet(name) && reader.isSet(alias)) {
                reader.complain(Problem.warning(alias.name() + " is an alias of " + name.name() + ", which is set too and counts"));
            }
        }

        private void warnOfIdle() {
            for (String name : List.of("DMP_TOKEN_DB_PATH", "DMP_TSIG_DB_PATH", "DMP_HEARTBEAT_DB_PATH")) {
                raw.value(name).ifPresent(value -> reader.complain(Problem.warning(value.origin() + ": " + name
                        + " has no effect here: all state is in the data directory")));
            }
        }

        private Rate rate(Variable<Double> perSecond, Variable<Double> burst) {
            return new Rate(reader.value(perSecond), reader.value(burst));
        }

        private static Duration seconds(double value) {
            return Duration.ofNanos((long) Math.min(value * 1e9, Long.MAX_VALUE));
        }
    }
}

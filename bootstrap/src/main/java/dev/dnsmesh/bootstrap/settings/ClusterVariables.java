package dev.dnsmesh.bootstrap.settings;

import static dev.dnsmesh.bootstrap.settings.Variable.Trait.FROM_FILE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.IDLE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.OURS;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.SECRET;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** configuration.md 6 and 7, and their part of B. */
final class ClusterVariables {
    static final Variable<List<URI>> PEERS = Variable.of("DMP_SYNC_PEERS", ValueTypes.HTTP_URLS, "", "base URLs of the other nodes; wins over the cluster file for peers");
    static final Variable<Path> CLUSTER_FILE = Variable.of("DMP_CLUSTER_FILE", ValueTypes.PATH, "/var/lib/dmp/cluster.json", "manifest or peer file");
    static final Variable<Path> MANIFEST_PATH = Variable.of("DMP_CLUSTER_MANIFEST_PATH", ValueTypes.PATH, "", "alias of DMP_CLUSTER_FILE");
    static final Variable<String> NODE_ID = Variable.of("DMP_NODE_ID", ValueTypes.TEXT, "", "own id in the manifest");
    static final Variable<URI> SELF_ENDPOINT = Variable.of("DMP_SYNC_SELF_ENDPOINT", ValueTypes.HTTP_URL, "", "own URL as peers see it");
    static final Variable<Secret> PEER_TOKEN = Variable.of("DMP_SYNC_PEER_TOKEN", ValueTypes.SECRET, "", "shared token of the sync routes; unset: they answer 403 and nothing is pulled", SECRET, FROM_FILE);
    static final Variable<Secret> PEER_TOKEN_ALT = Variable.of("DMP_SYNC_PEER_TOKEN_ALT", ValueTypes.SECRET, "", "second accepted and second tried sync token", SECRET, FROM_FILE, OURS);
    static final Variable<Double> INTERVAL = Variable.of("DMP_SYNC_INTERVAL", ValueTypes.positive(), "10", "seconds between rounds");
    static final Variable<Double> INTERVAL_SECONDS = Variable.of("DMP_SYNC_INTERVAL_SECONDS", ValueTypes.positive(), "", "alias of DMP_SYNC_INTERVAL");
    static final Variable<Octets> OPERATOR_SPK = Variable.of("DMP_SYNC_OPERATOR_SPK", ValueTypes.hex(32), "", "the operator's Ed25519 key, 64 hex digits");
    static final Variable<Boolean> TOMBSTONES = Variable.of("DMP_SYNC_TOMBSTONES", ValueTypes.TRUTH, "1", "carry deletions to peers", OURS);
    static final Variable<Integer> OVERLAP = Variable.of("DMP_SYNC_OVERLAP_MS", ValueTypes.integer(0, 3_600_000), "10000", "milliseconds that a digest reaches back behind its cursor", OURS);
    static final Variable<Integer> FULL_SCAN = Variable.of("DMP_SYNC_FULL_SCAN_SECONDS", ValueTypes.integer(0, Integer.MAX_VALUE), "21600", "seconds between full comparisons; 0 = only after resets and outages", OURS);
    static final Variable<Integer> CATCH_UP = Variable.of("DMP_SYNC_CATCHUP_SECONDS", ValueTypes.integer(0, 3600), "30", "seconds that one round may go on while it finds more", OURS);
    static final Variable<MutualTls> MTLS = Variable.of("DMP_SYNC_MTLS", ValueTypes.strictChoice(MutualTls.class), "off", "off, optional or required", OURS);
    static final Variable<Integer> TLS_PORT = Variable.of("DMP_SYNC_TLS_PORT", ValueTypes.PORT, "8054", "port of the sync routes under TLS", OURS);
    static final Variable<Path> TLS_CERT = Variable.of("DMP_SYNC_TLS_CERT", ValueTypes.PATH, "", "PEM file: own certificate", OURS);
    static final Variable<Path> TLS_KEY = Variable.of("DMP_SYNC_TLS_KEY", ValueTypes.PATH, "", "PEM file: own private key", OURS);
    static final Variable<Path> TLS_CA = Variable.of("DMP_SYNC_TLS_CA", ValueTypes.PATH, "", "PEM file: who signs peers' certificates", OURS);

    static final Variable<Boolean> HEARTBEAT_ENABLED = Variable.of("DMP_HEARTBEAT_ENABLED", ValueTypes.TRUTH, "0", "announce this node to others");
    static final Variable<URI> HEARTBEAT_ENDPOINT = Variable.of("DMP_HEARTBEAT_SELF_ENDPOINT", ValueTypes.HTTP_URL, "", "https://host[:port] of this node; required");
    static final Variable<Path> HEARTBEAT_KEY = Variable.of("DMP_HEARTBEAT_OPERATOR_KEY_PATH", ValueTypes.PATH, "", "file with the Ed25519 seed, 32 octets or 64 hex digits; required");
    static final Variable<List<String>> HEARTBEAT_SEEDS = Variable.of("DMP_HEARTBEAT_SEEDS", ValueTypes.LIST, "", "zones (or URLs) of nodes to ask first");
    static final Variable<List<String>> HEARTBEAT_SEED_URLS = Variable.of("DMP_HEARTBEAT_PUBLIC_SEED_URLS", ValueTypes.LIST, "", "HTTPS addresses of seed lists; unset: the project's list");
    static final Variable<Boolean> HEARTBEAT_NO_SEED_URLS = Variable.of("DMP_HEARTBEAT_PUBLIC_SEED_URLS_DISABLED", ValueTypes.TRUTH, "0", "fetch no seed list");
    static final Variable<Integer> HEARTBEAT_INTERVAL = Variable.of("DMP_HEARTBEAT_INTERVAL_SECONDS", ValueTypes.integer(1, 86_400), "300", "seconds between ticks");
    static final Variable<Integer> HEARTBEAT_TTL = Variable.of("DMP_HEARTBEAT_TTL_SECONDS", ValueTypes.integer(1, Integer.MAX_VALUE), "86400", "seconds that a heartbeat is good for");
    static final Variable<Integer> HEARTBEAT_MAX_PEERS = Variable.of("DMP_HEARTBEAT_MAX_PEERS", ValueTypes.integer(0, 10_000), "25", "zones asked per tick");
    static final Variable<Integer> HEARTBEAT_SEEN_ROWS = Variable.of("DMP_HEARTBEAT_SEEN_MAX_ROWS", ValueTypes.integer(1, 10_000_000), "10000", "nodes remembered at most");
    static final Variable<String> HEARTBEAT_VERSION = Variable.of("DMP_HEARTBEAT_VERSION", ValueTypes.TEXT, "", "version that is told; unset: the software's");
    static final Variable<List<String>> HEARTBEAT_RESOLVERS = Variable.of("DMP_HEARTBEAT_DNS_RESOLVERS", ValueTypes.LIST, "", "resolvers as ip or ip:port; unset: the system's");
    static final Variable<Boolean> HEARTBEAT_DNSSEC = Variable.of("DMP_HEARTBEAT_DNSSEC_REQUIRED", ValueTypes.TRUTH, "0", "believe only answers with the AD bit");
    static final Variable<Boolean> HEARTBEAT_WITHDRAW = Variable.of("DMP_HEARTBEAT_WITHDRAW", ValueTypes.TRUTH, "0", "delete the own heartbeat at an orderly stop", OURS);

    static final List<Variable<?>> CLUSTER = List.of(PEERS, CLUSTER_FILE, MANIFEST_PATH, NODE_ID, SELF_ENDPOINT, PEER_TOKEN, PEER_TOKEN_ALT,
            INTERVAL, INTERVAL_SECONDS, OPERATOR_SPK, TOMBSTONES, OVERLAP, FULL_SCAN, CATCH_UP, MTLS, TLS_PORT, TLS_CERT, TLS_KEY, TLS_CA);
    static final List<Variable<?>> HEARTBEAT = List.of(HEARTBEAT_ENABLED, HEARTBEAT_ENDPOINT, HEARTBEAT_KEY, HEARTBEAT_SEEDS, HEARTBEAT_SEED_URLS,
            HEARTBEAT_NO_SEED_URLS, HEARTBEAT_INTERVAL, HEARTBEAT_TTL, HEARTBEAT_MAX_PEERS, HEARTBEAT_SEEN_ROWS, HEARTBEAT_VERSION,
            HEARTBEAT_RESOLVERS, HEARTBEAT_DNSSEC, HEARTBEAT_WITHDRAW,
            idle("DMP_HEARTBEAT_RETENTION_HOURS"), idle("DMP_HEARTBEAT_SUBMIT_RATE_PER_SEC"), idle("DMP_HEARTBEAT_SUBMIT_BURST"),
            idle("DMP_HEARTBEAT_SEEN_RATE_PER_SEC"), idle("DMP_HEARTBEAT_SEEN_BURST"));

    private ClusterVariables() {
    }

    private static Variable<String> idle(String name) {
        return Variable.of(name, ValueTypes.TEXT, "", "read by other nodes; without effect", IDLE);
    }
}

package dev.dnsmesh.bootstrap.settings;

import static dev.dnsmesh.bootstrap.settings.Variable.Trait.CLIENT;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.FROM_FILE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.IDLE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.LIVE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.NEUTRAL;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.OURS;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.SECRET;

import java.nio.file.Path;
import java.util.List;

/** configuration.md 2, 9 and 10, cli.md 14, and what the storage adapters of the distribution read. */
final class NodeVariables {
    static final Variable<Path> DATA_DIR = Variable.of("DMP_DATA_DIR", ValueTypes.PATH, "", "directory of all state; created, owner-only. Unset: that of DMP_DB_PATH", OURS);
    static final Variable<Path> DB_PATH = Variable.of("DMP_DB_PATH", ValueTypes.PATH, "/var/lib/dmp/dmp.db", "alias: its directory is the data directory");
    static final Variable<String> STORAGE = Variable.of("DMP_STORAGE", ValueTypes.TEXT, "lmdb", "which storage: lmdb, postgres, or what a jar in plugins/ brings", OURS);
    static final Variable<String> PG_URL = Variable.of("DMP_PG_URL", ValueTypes.TEXT, "", "storage postgres: jdbc:postgresql://host/database, several hosts with targetServerType=primary", OURS);
    static final Variable<String> PG_USER = Variable.of("DMP_PG_USER", ValueTypes.TEXT, "", "storage postgres: user", OURS);
    static final Variable<String> PG_PASSWORD = Variable.of("DMP_PG_PASSWORD", ValueTypes.VERBATIM, "", "storage postgres: password", OURS, SECRET, FROM_FILE);
    static final Variable<Path> SECRETS_KEY_FILE = Variable.of("DMP_SECRETS_KEY_FILE", ValueTypes.PATH, "", "file of 32 octets or 64 hex digits, owner-only, that wraps stored secrets", OURS);
    static final Variable<Double> CLEANUP_INTERVAL = Variable.of("DMP_CLEANUP_INTERVAL", ValueTypes.positive(), "60", "seconds between sweeps of expired rows");
    static final Variable<LogLevel> LOG_LEVEL = Variable.of("DMP_LOG_LEVEL", ValueTypes.lenientChoice(LogLevel.class, LogLevel.INFO), "INFO", "DEBUG, INFO, WARNING, ERROR, CRITICAL", NEUTRAL, LIVE);
    static final Variable<String> LOG_FORMAT = Variable.of("DMP_LOG_FORMAT", ValueTypes.TEXT, "text", "json: one object a line; anything else: text", NEUTRAL, LIVE);

    static final List<Variable<?>> STATE = List.of(DATA_DIR, DB_PATH, STORAGE, PG_URL, PG_USER, PG_PASSWORD, SECRETS_KEY_FILE, CLEANUP_INTERVAL,
            idle("DMP_TOKEN_DB_PATH"), idle("DMP_TSIG_DB_PATH"), idle("DMP_HEARTBEAT_DB_PATH"));
    static final List<Variable<?>> LOG = List.of(LOG_LEVEL, LOG_FORMAT);

    /** Read by the client, at use. */
    static final List<Variable<?>> CLIENT_SIDE = List.of(
            client("DMP_CONFIG_HOME", "~/.dmp", "directory of config.yaml; option --config-home wins"),
            client("DMP_TOKENS_HOME", "~/.dmp/tokens", "directory of token files; option --tokens-home wins"),
            Variable.of("DMP_PASSPHRASE", ValueTypes.VERBATIM, "", "identity passphrase", CLIENT, SECRET),
            Variable.of("DMP_NEW_PASSPHRASE", ValueTypes.VERBATIM, "", "new passphrase for identity rotation", CLIENT, SECRET),
            client("DMP_PASSPHRASE_OVERRIDE_VERIFY", "", "exactly 1: proceed although the derived key differs from the remembered one"),
            client("DMP_PROVIDER_DNS_PORT", "53", "port for claim UPDATEs to other zones"),
            Variable.of("DMP_NODE_DOT_PORT", ValueTypes.TEXT, "853", "port of DNS over TLS at the home node", CLIENT, OURS),
            client("DMP_ALLOW_SYSTEM_DNS_FALLBACK", "0", "let the UPDATE writer resolve server names through the system"),
            Variable.of("DMP_BACKUP_PASSPHRASE", ValueTypes.VERBATIM, "", "passphrase of backups", CLIENT, SECRET, OURS),
            client("NO_COLOR", "", "set: no colours"));

    /** Named in documents and read by no node (configuration.md 10), or meant for containers and installers. */
    static final List<String> IGNORED = List.of("DMP_HEARTBEAT_GOSSIP_LIMIT", "DMP_NODE_OPERATOR_KEY_PATH", "DMP_REGISTRATION_RATE",
            "DMP_CLAIM_MAX_AGE_SECONDS", "DMP_IMAGE_TAG", "DMP_KEEP_SYSTEMD_RESOLVED", "DMP_VERSION", "DMP_REVISION", "DMP_CREATED",
            "DNSMESH_USER", "DNSMESH_INSTALL_DIR", "DNSMESH_ETC_DIR", "DNSMESH_DATA_DIR", "DNSMESH_REPO", "DNSMESH_BRANCH",
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

    private NodeVariables() {
    }

    private static Variable<String> client(String name, String fallback, String meaning) {
        return Variable.of(name, ValueTypes.TEXT, fallback, meaning, CLIENT);
    }

    private static Variable<String> idle(String name) {
        return Variable.of(name, ValueTypes.TEXT, "", "read by other nodes; here all state is in the data directory", IDLE);
    }
}

package dev.dnsmesh.bootstrap.settings;

import static dev.dnsmesh.bootstrap.settings.Variable.Trait.FROM_FILE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.LIVE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.NEUTRAL;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.OURS;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.SECRET;

import dev.dnsmesh.domain.octets.Secret;
import java.util.List;

/** configuration.md 5, registration.md 1 and 11. */
final class HttpVariables {
    static final Variable<String> HOST = Variable.of("DMP_HTTP_HOST", ValueTypes.HOST_OR_ADDRESS, "0.0.0.0", "address to bind");
    static final Variable<Integer> PORT = Variable.of("DMP_HTTP_PORT", ValueTypes.PORT, "8053", "port; 0 = any free one", NEUTRAL);
    static final Variable<Secret> OPERATOR_TOKEN = Variable.of("DMP_OPERATOR_TOKEN", ValueTypes.SECRET, "", "operator token", SECRET, FROM_FILE);
    static final Variable<Secret> HTTP_TOKEN = Variable.of("DMP_HTTP_TOKEN", ValueTypes.SECRET, "",
            "older alias of DMP_OPERATOR_TOKEN; client: bearer token of the HTTP writer", SECRET, FROM_FILE);
    static final Variable<Secret> OPERATOR_TOKEN_ALT = Variable.of("DMP_OPERATOR_TOKEN_ALT", ValueTypes.SECRET, "",
            "second accepted operator token, for rotation", SECRET, FROM_FILE, OURS);
    static final Variable<String> AUTH_MODE = Variable.of("DMP_AUTH_MODE", ValueTypes.VERBATIM, "",
            "open, legacy or multi-tenant; unset: legacy with an operator token, else open; anything else refuses every write");
    static final Variable<Boolean> ALLOW_OPEN_PUBLIC_BIND = Variable.of("DMP_ALLOW_OPEN_PUBLIC_BIND", ValueTypes.TRUTH, "0",
            "allow mode open on a public address");
    static final Variable<Double> RATE = Variable.of("DMP_HTTP_RATE", ValueTypes.DECIMAL_NUMBER, "10", "requests a second and client address; 0 = off");
    static final Variable<Double> BURST = Variable.of("DMP_HTTP_BURST", ValueTypes.DECIMAL_NUMBER, "100", "requests at once of one client address; 0 = off");
    static final Variable<Integer> MAX_CONCURRENCY = Variable.of("DMP_HTTP_MAX_CONCURRENCY", ValueTypes.integer(1, 1_000_000), "64", "requests in progress");
    static final Variable<List<AddressRange>> TRUSTED_PROXIES = Variable.of("DMP_TRUSTED_PROXIES", ValueTypes.RANGES, "127.0.0.0/8,::1",
            "networks whose X-Forwarded-For is believed", OURS);

    static final Variable<Boolean> REGISTRATION_ENABLED = Variable.of("DMP_REGISTRATION_ENABLED", ValueTypes.TRUTH, "0",
            "self-service registration; mode multi-tenant only");
    static final Variable<List<String>> ALLOWLIST = Variable.of("DMP_REGISTRATION_ALLOWLIST", ValueTypes.LIST, "",
            "domains of subjects that may register; unset: any", LIVE);
    static final Variable<Long> TOKEN_TTL = Variable.of("DMP_REGISTRATION_TOKEN_TTL_SECONDS", ValueTypes.longInteger(0, 10_000_000_000L), "7776000",
            "seconds; life of tokens and TSIG keys minted here; 0 = unlimited", LIVE);
    static final Variable<Double> ISSUED_RATE = Variable.of("DMP_REGISTRATION_ISSUED_RATE_PER_SEC", ValueTypes.DECIMAL_NUMBER, "10", "stamped on minted tokens; 0 = off", LIVE);
    static final Variable<Integer> ISSUED_BURST = Variable.of("DMP_REGISTRATION_ISSUED_RATE_BURST", ValueTypes.integer(Integer.MIN_VALUE, Integer.MAX_VALUE), "50",
            "stamped on minted tokens; 0 = off", LIVE);
    static final Variable<Double> ENDPOINT_RATE = Variable.of("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", ValueTypes.DECIMAL_NUMBER, "5/3600",
            "registration requests a second and client address; 0 = off");
    static final Variable<Double> ENDPOINT_BURST = Variable.of("DMP_REGISTRATION_ENDPOINT_RATE_BURST", ValueTypes.DECIMAL_NUMBER, "5",
            "registration requests at once of one client address; 0 = off");
    static final Variable<Integer> HOLD_DAYS = Variable.of("DMP_REGISTRATION_HOLD_DAYS", ValueTypes.integer(0, 36_500), "180",
            "days that a name stays with its key after its credentials ended", OURS, LIVE);
    static final Variable<Integer> AUDIT_RETENTION = Variable.of("DMP_AUDIT_RETENTION_DAYS", ValueTypes.integer(1, 36_500), "90", "days that audit rows are kept", OURS, LIVE);
    static final Variable<Boolean> LOOSE_SCOPE = Variable.of("DMP_TSIG_LOOSE_SCOPE", ValueTypes.TRUTH, "0", "the first subject's TSIG key covers the whole zone; wins over the next", LIVE);
    static final Variable<Boolean> TIGHT_SCOPE = Variable.of("DMP_TSIG_TIGHT_SCOPE", ValueTypes.TRUTH, "0", "new TSIG keys get no wildcard suffixes", LIVE);

    static final List<Variable<?>> SERVER = List.of(HOST, PORT, OPERATOR_TOKEN, HTTP_TOKEN, OPERATOR_TOKEN_ALT, AUTH_MODE,
            ALLOW_OPEN_PUBLIC_BIND, RATE, BURST, MAX_CONCURRENCY, TRUSTED_PROXIES);
    static final List<Variable<?>> REGISTRATION = List.of(REGISTRATION_ENABLED, ALLOWLIST, TOKEN_TTL, ISSUED_RATE, ISSUED_BURST,
            ENDPOINT_RATE, ENDPOINT_BURST, HOLD_DAYS, AUDIT_RETENTION, LOOSE_SCOPE, TIGHT_SCOPE);

    private HttpVariables() {
    }
}

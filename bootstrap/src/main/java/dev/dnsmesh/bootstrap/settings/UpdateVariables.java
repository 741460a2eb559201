package dev.dnsmesh.bootstrap.settings;

import static dev.dnsmesh.bootstrap.settings.Variable.Trait.FORGIVING;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.LIVE;
import static dev.dnsmesh.bootstrap.settings.Variable.Trait.OURS;

import java.util.List;

/** What may be written, by UPDATE and HTTP: configuration.md 3 to 5, dns.md 1 and 10. */
final class UpdateVariables {
    static final Variable<Boolean> ENABLED = Variable.of("DMP_DNS_UPDATE_ENABLED", ValueTypes.TRUTH, "0",
            "accept RFC 2136 UPDATE and TSIG registration");
    static final Variable<Integer> MAX_TTL = Variable.of("DMP_MAX_TTL", anyInteger(), "86400",
            "seconds; longest life of a record, UPDATE and HTTP; 0 or less = no limit", LIVE);
    static final Variable<Integer> MAX_VALUE_BYTES = Variable.of("DMP_MAX_VALUE_BYTES", anyInteger(), "2048",
            "octets of one value; 0 or less = no limit", LIVE);
    static final Variable<Integer> MAX_VALUES_PER_NAME = Variable.of("DMP_MAX_VALUES_PER_NAME", anyInteger(), "64",
            "values at one name; 0 or less = no limit", LIVE);
    static final Variable<Integer> MAX_FUDGE = Variable.of("DMP_TSIG_MAX_FUDGE", ValueTypes.integer(1, 65_535), "300",
            "seconds; most that a clock may be off, whatever the request allows", OURS);
    static final Variable<Double> KEY_RATE = Variable.of("DMP_TSIG_RATE_PER_SEC", ValueTypes.DECIMAL_NUMBER, "50",
            "changes a second and key; 0 = off", OURS, LIVE);
    static final Variable<Double> KEY_BURST = Variable.of("DMP_TSIG_RATE_BURST", ValueTypes.DECIMAL_NUMBER, "400",
            "changes at once by one key; 0 = off", OURS, LIVE);
    static final Variable<Long> DAILY_BYTES = Variable.of("DMP_TSIG_DAILY_BYTES", ValueTypes.longInteger(0, Long.MAX_VALUE), "67108864",
            "octets of values added by one key in 24 hours; 0 = off", OURS, LIVE);
    static final Variable<Long> REPLAY_ENTRIES = Variable.of("DMP_TSIG_REPLAY_ENTRIES", ValueTypes.longInteger(1, 1_000_000_000), "10000000",
            "signed UPDATEs remembered at once against replay", OURS, LIVE);
    static final Variable<Boolean> RECEIVER_CLAIMS = Variable.of("DMP_RECEIVER_CLAIM_NOTIFICATIONS", ValueTypes.TRUTH, "0",
            "accept unsigned claims for users registered here", LIVE);
    static final Variable<Integer> CLAIM_MAX_TTL = Variable.of("DMP_CLAIM_MAX_TTL", anyInteger(), "86400",
            "seconds; longest life of a claim; 0 or less = no limit", FORGIVING, LIVE);
    static final Variable<Double> CLAIM_RATE = Variable.of("DMP_CLAIM_RATE_PER_USER_PER_SEC", ValueTypes.DECIMAL_NUMBER, "0.5",
            "claims a second and recipient; 0 = off", FORGIVING, LIVE);
    static final Variable<Double> CLAIM_BURST = Variable.of("DMP_CLAIM_RATE_BURST", ValueTypes.DECIMAL_NUMBER, "30",
            "claims at once for one recipient; 0 = off", FORGIVING, LIVE);
    static final Variable<Double> CLAIM_SOURCE_RATE = Variable.of("DMP_CLAIM_RATE_PER_SOURCE_PER_SEC", ValueTypes.DECIMAL_NUMBER, "0.25",
            "unsigned claims a second and source network; 0 = off", OURS, LIVE);
    static final Variable<Double> CLAIM_SOURCE_BURST = Variable.of("DMP_CLAIM_RATE_SOURCE_BURST", ValueTypes.DECIMAL_NUMBER, "15",
            "unsigned claims at once from one source network; 0 = off", OURS, LIVE);
    static final Variable<Integer> CLAIM_MAX_TOTAL = Variable.of("DMP_CLAIM_MAX_TOTAL", ValueTypes.integer(0, Integer.MAX_VALUE), "100000",
            "claims stored at once; beyond it only for users registered here; 0 = no limit", OURS, LIVE);

    static final List<Variable<?>> ALL = List.of(ENABLED, MAX_TTL, MAX_VALUE_BYTES, MAX_VALUES_PER_NAME, MAX_FUDGE, KEY_RATE,
            KEY_BURST, DAILY_BYTES, REPLAY_ENTRIES, RECEIVER_CLAIMS, CLAIM_MAX_TTL, CLAIM_RATE, CLAIM_BURST, CLAIM_SOURCE_RATE,
            CLAIM_SOURCE_BURST, CLAIM_MAX_TOTAL);

    private UpdateVariables() {
    }

    private static ValueType<Integer> anyInteger() {
        return ValueTypes.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}

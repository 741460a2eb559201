package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.tsig.TsigError;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.domain.dns.Rcode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** {@code dmp_dns_queries_total{outcome=...}} (dns.md 3, 10.17): one count per request. A failed TSIG counts twice, in the sum and by its kind. */
final class Outcomes {
    private final Map<Rcode, Meter.Counter> rcodes = new EnumMap<>(Rcode.class);
    private final Map<TsigError, Meter.Counter> tsigErrors = new EnumMap<>(TsigError.class);
    private final Meter.Counter tsigFailed;
    private final Meter.Counter malformed;
    private final Meter.Counter rateLimited;
    private final Meter.Counter overloaded;
    private final Meter.Counter limitDropped;
    private final Meter.Counter limitSlipped;
    private final Meter.Counter replayed;

    Outcomes(Meter meter) {
        for (Rcode rcode : Rcode.values()) {
            rcodes.put(rcode, counter(meter, rcode.mnemonic()));
        }
        for (TsigError error : TsigError.values()) {
            if (error != TsigError.NONE) {
                tsigErrors.put(error, counter(meter, "tsig_" + error.name().toLowerCase(Locale.ROOT)));
            }
        }
        tsigFailed = counter(meter, "tsig_failed");
        malformed = counter(meter, "malformed");
        rateLimited = counter(meter, "rate_limited");
        overloaded = counter(meter, "overloaded");
        limitDropped = counter(meter, "rrl_dropped");
        limitSlipped = counter(meter, "rrl_slipped");
        replayed = counter(meter, "replayed");
    }

    private static Meter.Counter counter(Meter meter, String outcome) {
        return meter.counter("dmp_dns_queries_total", "outcome", outcome);
    }

    void answered(Rcode rcode) {
        rcodes.get(rcode).increment();
    }

    void tsigFailed(TsigError error) {
        tsigFailed.increment();
        tsigErrors.get(error).increment();
    }

    /** Not readable as a request: dropped, or answered FORMERR with the header only. */
    void malformed() {
        malformed.increment();
    }

    /** Turned away by the bucket of its source before it was read. */
    void rateLimited() {
        rateLimited.increment();
    }

    /** Turned away because everything that may be worked on at once was. */
    void overloaded() {
        overloaded.increment();
    }

    void limitDropped() {
        limitDropped.increment();
    }

    void limitSlipped() {
        limitSlipped.increment();
    }

    void replayed() {
        replayed.increment();
    }
}

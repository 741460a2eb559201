package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.tsig.TsigError;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.domain.dns.Rcode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of requests. {@code dmp_dns_queries_total{outcome=...}} (dns.md 3, 10.17): one count per request; a failed TSIG
 * counts twice, in the sum and by its kind. {@code dmp_updates_total} and {@code dmp_update_refusals_total}: UPDATEs that
 * reached the use case, and by which rule some were refused. {@code dmp_dns_request_seconds}: how long the work took.
 */
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
    private final Meter meter;
    private final Map<UpdateOutcome, Meter.Counter> updates = new EnumMap<>(UpdateOutcome.class);
    /** By rule, of which there are as many as the use case has words for. */
    private final Map<String, Meter.Counter> refusals = new ConcurrentHashMap<>();
    private final Map<ApplyUpdate.Transport, Meter.Timer> queryTimes = new EnumMap<>(ApplyUpdate.Transport.class);
    private final Map<ApplyUpdate.Transport, Meter.Timer> updateTimes = new EnumMap<>(ApplyUpdate.Transport.class);

    private enum UpdateOutcome {
        APPLIED, REFUSED, REPLAYED, SENT_TO_TCP, FAILED
    }

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
        this.meter = meter;
        for (UpdateOutcome outcome : UpdateOutcome.values()) {
            updates.put(outcome, meter.counter("dmp_updates_total", "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
        for (ApplyUpdate.Transport transport : ApplyUpdate.Transport.values()) {
            queryTimes.put(transport, timer(meter, transport, "query"));
            updateTimes.put(transport, timer(meter, transport, "update"));
        }
    }

    private static Meter.Counter counter(Meter meter, String outcome) {
        return meter.counter("dmp_dns_queries_total", "outcome", outcome);
    }

    private static Meter.Timer timer(Meter meter, ApplyUpdate.Transport transport, String operation) {
        return meter.timer("dmp_dns_request_seconds", "transport", transport.name().toLowerCase(Locale.ROOT), "operation", operation);
    }

    /** From the octets of a request to those of its answer. */
    void took(ApplyUpdate.Transport transport, int opcode, long nanos) {
        (opcode == Wire.OPCODE_UPDATE ? updateTimes : queryTimes).get(transport).record(nanos);
    }

    /** What the use case said to an UPDATE. */
    void updated(ApplyUpdate.Outcome outcome) {
        updates.get(switch (outcome) {
            case ApplyUpdate.Outcome.Applied() -> UpdateOutcome.APPLIED;
            case ApplyUpdate.Outcome.Denied(var rcode, var rule, var owner) -> {
                refusal(rule).increment();
                yield UpdateOutcome.REFUSED;
            }
            case ApplyUpdate.Outcome.Remembered(var rcode) -> UpdateOutcome.REPLAYED;
            case ApplyUpdate.Outcome.InProgress() -> UpdateOutcome.REPLAYED;
            case ApplyUpdate.Outcome.ComeBackOverTcp() -> UpdateOutcome.SENT_TO_TCP;
        }).increment();
    }

    private Meter.Counter refusal(String rule) {
        Meter.Counter known = refusals.get(rule); // first without computeIfAbsent, whose function costs octets each time
        return known != null ? known : refusals.computeIfAbsent(rule, fresh -> meter.counter("dmp_update_refusals_total", "rule", fresh));
    }

    /** An outage, or a bug, kept an UPDATE from being judged. */
    void updateFailed() {
        updates.get(UpdateOutcome.FAILED).increment();
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

package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes.Node;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes.Seen;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Optional;

/** Asks one zone who it is and whom it has heard of, and keeps what verifies (heartbeat.md 8, 16). */
final class Harvest {
    private static final int MOST_VALUES = 50;

    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final Node self;
    private final SeenNodes seen;
    private final Meter meter;
    private final TimeSource time;

    Harvest(TxtResolver resolver, SignatureVerifier verifier, Node self, SeenNodes seen, Meter meter, TimeSource time) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.self = self;
        this.seen = seen;
        this.meter = meter;
        this.time = time;
    }

    /** True where it gave at least one heartbeat of another node. */
    boolean of(OwnerName zone) {
        boolean told = ask(HeartbeatNames.own(zone), true);
        return ask(HeartbeatNames.seen(zone), false) || told;
    }

    private boolean ask(Optional<OwnerName> name, boolean direct) {
        return name.map(resolver::lookup).map(lookup -> switch (lookup) {
            case Lookup.Found(List<TxtValue> values) ->
                    values.stream().limit(MOST_VALUES).filter(value -> take(value, direct)).count() > 0;
            case Lookup.Absent ignored -> counted("empty");
            case Lookup.Unreachable ignored -> counted("failed");
        }).orElse(false);
    }

    private boolean take(TxtValue value, boolean direct) {
        Optional<ParsedHeartbeat> parsed = value.text().flatMap(ParsedHeartbeat::parse);
        if (parsed.map(ParsedHeartbeat::heartbeat).map(Node::of).filter(self::equals).isPresent()) {
            return false;
        }
        return parsed.flatMap(heartbeat -> heartbeat.verifyHarvested(verifier, time.now())).map(verified -> {
            seen.add(new Seen(verified, direct), time.now());
            meter.counter("dmp_heartbeat_harvest_total", "result", "accepted").increment();
            return true;
        }).orElseGet(() -> counted("rejected"));
    }

    private boolean counted(String result) {
        meter.counter("dmp_heartbeat_harvest_total", "result", result).increment();
        return false;
    }
}

package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.tsig.TsigKeys;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.TimeSource;
import java.util.Optional;

/** What all handlers of a server share. */
record DnsServices(DnsServerSettings settings, DnsGuards guards, AnswerQuery.Factory answers, AnswerQuery.Zones zones,
                   UpdateService updateService, TimeSource time, Outcomes outcomes, Refusals refusals) {
    DnsServices withAnswers(AnswerQuery.Factory others) {
        return new DnsServices(settings, guards, others, zones, updateService, time, outcomes, refusals);
    }

    Optional<ApplyUpdate> updates() {
        return switch (updateService) {
            case UpdateService.Open(var updates, var keys) -> Optional.of(updates);
            case UpdateService.Closed() -> Optional.empty();
        };
    }

    TsigKeys keys() {
        return switch (updateService) {
            case UpdateService.Open(var updates, var keys) -> keys;
            case UpdateService.Closed() -> TsigKeys.none();
        };
    }
}

package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Authority;
import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.usecase.update.Authorisation.Permitted;
import dev.dnsmesh.application.usecase.update.ReplayGate.Processed;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.update.ReplayEntry;
import java.util.Optional;

/** Steps 2 to 11 of dns.md 10.3 for an UPDATE with a verified TSIG that is no replay. Safe for use by several threads. */
public final class SignedUpdates {
    private final ClaimGate claims;
    private final UpdateCommit commit;
    private final KeyLimits keys;

    /** @param volumes what other nodes on the storage let keys add */
    public SignedUpdates(ClaimGate claims, UpdateCommit commit, VolumeExchange volumes, TimeSource time) {
        this.claims = claims;
        this.commit = commit;
        keys = new KeyLimits(volumes, time);
    }

    /** @param replayRoom replay entries that the store may hold */
    public Processed apply(UpdateCase update, Authority.Signed authority, long replayRoom) {
        if (!update.settings().enabled()) {
            return refused(Refusal.UPDATE_DISABLED.denied());
        }
        return switch (Prescan.of(update, zone -> update.zones().settings().served().equals(Optional.of(zone)))) {
            case Judgement.Refused<Prescan>(var denied) -> refused(denied);
            case Judgement.Passed<Prescan>(var scan) ->
                    switch (Authorisation.ofSigned(scan.operations(), authority.key(), scan.zone(), update)) {
                        case Judgement.Refused<Permitted>(var denied) -> refused(denied);
                        case Judgement.Passed<Permitted>(var permitted) ->
                                charged(update, scan, permitted, authority, replayRoom);
                    };
        };
    }

    private Processed charged(UpdateCase update, Prescan scan, Permitted permitted, Authority.Signed authority,
                              long replayRoom) {
        TsigKeyName key = authority.key().name();
        long added = permitted.added();
        Optional<Refusal> overdrawn = keys.charge(key, permitted.changes().size(), added, update);
        if (overdrawn.isPresent()) {
            return refused(overdrawn.get().denied());
        }
        boolean applied = false;
        try {
            Optional<Outcome> refused = claims.refusalOfSigned(permitted.claims(), scan.zone(), update);
            // What changes nothing is remembered in memory, which spares a write to disk.
            Optional<ReplayEntry> replay = Optional.of(authority.replay()).filter(entry -> !permitted.changes().isEmpty());
            Outcome outcome = refused.orElseGet(() ->
                    commit.of(update, scan, permitted, Optional.of(authority.key()), replay, replayRoom));
            applied = outcome instanceof Outcome.Applied;
            return new Processed(outcome, applied && replay.isPresent() || outcome instanceof Outcome.Remembered);
        } finally {
            if (!applied) {
                keys.giveBack(key, added, update);
            }
        }
    }

    private static Processed refused(Outcome.Denied denied) {
        return new Processed(denied, false);
    }
}

package dev.dnsmesh.application.usecase.admin;

import dev.dnsmesh.application.port.in.ReadStatistics;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks every store how much it holds. */
public final class ReadStatisticsUseCase implements ReadStatistics {
    private final RecordStore records;
    private final TsigKeyStore keys;
    private final TokenStore tokens;
    private final OwnershipRegistry owners;
    private final WatermarkStore watermarks;
    private final TimeSource time;

    public ReadStatisticsUseCase(RecordStore records, TsigKeyStore keys, TokenStore tokens, OwnershipRegistry owners, WatermarkStore watermarks,
                                 TimeSource time) {
        this.records = records;
        this.keys = keys;
        this.tokens = tokens;
        this.owners = owners;
        this.watermarks = watermarks;
        this.time = time;
    }

    @Override
    public Statistics read() {
        Instant now = time.now();
        return new Statistics(records.count(), records.claims(), count(keys.list(Optional.empty()), key -> key.isActiveAt(now)),
                count(tokens.list(Optional.empty()), token -> token.isLiveAt(now)), count(owners.list(Optional.empty()), entry -> entry.isHeldAt(now)),
                watermarks.list().size(), records.lastStamp(), records.instance());
    }

    private static <T> Credentials count(List<T> rows, Predicate<T> active) {
        return new Credentials(rows.stream().filter(active).count(), rows.size());
    }
}

package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.PublishRecord;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RecordName;
import dev.dnsmesh.domain.rrset.RecordValue;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.Commit;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publishes within the limits of the node. */
public final class PublishRecordUseCase implements PublishRecord {
    private final RecordStore records;
    private final Limits limits;
    private final TimeSource time;

    public PublishRecordUseCase(RecordStore records, Limits limits, TimeSource time) {
        this.records = records;
        this.limits = limits;
        this.time = time;
    }

    /**
     * Each is off where it is not above 0 (http.md 5.2).
     *
     * @param maxTtl           {@code DMP_MAX_TTL}, seconds
     * @param maxValueOctets   {@code DMP_MAX_VALUE_BYTES}
     * @param maxValuesPerName {@code DMP_MAX_VALUES_PER_NAME}
     */
    public record Limits(long maxTtl, int maxValueOctets, int maxValuesPerName) {
        public static final Limits USUAL = new Limits(86_400, 2_048, 64);
    }

    @Override
    public Outcome publish(Publication publication) {
        if (limits.maxTtl() > 0 && publication.ttlSeconds() > limits.maxTtl()) {
            return new Outcome.TtlTooLong(limits.maxTtl());
        }
        int octets = publication.value().getBytes(StandardCharsets.UTF_8).length;
        if (limits.maxValueOctets() > 0 && octets > limits.maxValueOctets()) {
            return new Outcome.ValueTooLong(limits.maxValueOctets());
        }
        try {
            return RecordName.parse(publication.name()).map(name -> publishAt(name, publication))
                    .orElseGet(Outcome.InvalidName::new);
        } catch (StorageUnavailable unavailable) {
            return new Outcome.StoreRefused();
        }
    }

    private Outcome publishAt(OwnerName name, Publication publication) {
        Optional<TxtValue> value = RecordValue.parse(publication.value());
        if (value.isEmpty()) {
            return isFull(name) ? new Outcome.NameFull(limits.maxValuesPerName()) : new Outcome.InvalidValue();
        }
        Instant now = time.now();
        TimeToLive ttl = new TimeToLive(Math.min(publication.ttlSeconds(), TimeToLive.MAX_SECONDS));
        Change add = new Change.Add(name, value.get(), ttl, Change.WhenFull.REFUSE);
        Caps caps = new Caps(Math.max(0, limits.maxValuesPerName()), Caps.LARGEST_MESSAGE, Long.MAX_VALUE);
        return switch (records.commit(new UpdateBatch(List.of(), List.of(add), caps, Optional.empty(), Optional.empty(),
                List.of(), now))) {
            case Commit.Done ignored -> new Outcome.Stored(name);
            case Commit.Full ignored -> new Outcome.NameFull(limits.maxValuesPerName());
            case Commit.AnswerTooLarge ignored -> new Outcome.AnswerFull();
            case Commit.Unmet ignored -> new Outcome.StoreRefused();
            case Commit.KeyGone ignored -> new Outcome.StoreRefused();
            case Commit.Replayed ignored -> new Outcome.StoreRefused();
            case Commit.ReplayStoreFull ignored -> new Outcome.StoreRefused();
        };
    }

    /** The order of the checks tells of a full name before it tells of an invalid value. */
    private boolean isFull(OwnerName name) {
        return limits.maxValuesPerName() > 0 && records.liveAt(name, time.now()).size() >= limits.maxValuesPerName();
    }
}

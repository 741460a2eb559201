package dev.dnsmesh.application.usecase.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.ApplyUpdate.Authority;
import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.usecase.ApplyUpdateUseCase;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.record.claim.ClaimLife;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import dev.dnsmesh.domain.zone.ApexSettings;
import dev.dnsmesh.domain.zone.ZoneSettings;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A node that takes UPDATEs, with what a test may turn. */
final class UpdateScene {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final OwnerName ZONE = new OwnerName("mesh.example");

    final ManualTime time = new ManualTime(NOON);
    final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));
    RecordStore records = storage.records();
    final Set<String> registered = new HashSet<>();
    Optional<OwnerName> served = Optional.of(ZONE);
    Set<OwnerName> otherZones = Set.of();
    ApexSettings apex = ApexSettings.UNSET;
    UpdateSettings settings = new UpdateSettings(true, 86_400, 2048, 64,
            new UpdateSettings.Claims(true, false, Optional.empty(), new ClaimLife(86_400), new Rate(0.5, 30),
                    new Rate(0.25, 15), 100_000),
            new UpdateSettings.Keys(new Rate(50, 400), 67_108_864), 10_000_000);
    VolumeExchange volumes = VolumeExchange.alone();
    private Optional<ApplyUpdate> made = Optional.empty();
    private int replayNumber;

    /** The use case, made at first use. */
    ApplyUpdate updates() {
        if (made.isEmpty()) {
            made = Optional.of(restarted());
        }
        return made.get();
    }

    /** A new one on the same storage, which has forgotten what is kept in memory. */
    ApplyUpdate restarted() {
        made = Optional.of(new ApplyUpdateUseCase(
                () -> new ZoneTable(new ZoneSettings(served, otherZones, apex, false, 60, 60)), () -> settings, records,
                (hash, zone, now) -> registered.contains(hash.digits()), ToySignatures.VERIFIER, volumes, new SeededRandom(2), time));
        return made.get();
    }

    /** A key of an operator, without shapes, that is in the keystore. */
    TsigKey operatorKey(String... suffixes) {
        return key("operator." + ZONE + ".", false, suffixes);
    }

    TsigKey key(String name, boolean shaped, String... suffixes) {
        TsigKey key = new TsigKey(new TsigKeyName(name), TsigAlgorithm.HMAC_SHA256, Secret.of(new byte[32]),
                new TreeSet<>(Arrays.stream(suffixes).map(ScopeSuffix::new).toList()), NOON, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), shaped);
        storage.tsigKeys().put(key, new Terms(NOON, Duration.ZERO));
        return key;
    }

    /** Never the same MAC twice. */
    Authority.Signed signedBy(TsigKey key) {
        ReplayId id = new ReplayId(Sha256.of(Octets.utf8("mac " + replayNumber++)).slice(0, ReplayId.LENGTH));
        return new Authority.Signed(key, new ReplayEntry(id, time.now().plusSeconds(301)));
    }

    Authority.Signed signed() {
        return signedBy(operatorKey(ZONE.text()));
    }

    Outcome apply(UpdateMessage message) {
        return updates().apply(message.request());
    }

    Rcode rcode(UpdateMessage message) {
        return apply(message).rcode();
    }

    /** It is refused with this code by this rule, and the store is as it was. */
    void assertRefused(UpdateMessage message, Rcode rcode, String rule) {
        List<StoredRecord> before = rows();
        assertThat(apply(message)).isInstanceOfSatisfying(Outcome.Denied.class,
                denied -> assertThat(new Outcome.Denied(denied.rcode(), denied.rule())).isEqualTo(new Outcome.Denied(rcode, rule)));
        assertThat(rows()).isEqualTo(before);
    }

    void assertApplied(UpdateMessage message) {
        assertThat(apply(message)).isEqualTo(new Outcome.Applied());
    }

    /** Everything that lives, with times. */
    List<StoredRecord> rows() {
        return storage.records().within(Optional.empty(), Optional.empty(), Integer.MAX_VALUE, time.now());
    }

    Set<String> valuesAt(String owner) {
        return storage.records().liveAt(new OwnerName(owner), time.now()).stream()
                .map(row -> row.value().text().orElseThrow()).collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, Set<String>> content() {
        return rows().stream().collect(Collectors.groupingBy(row -> row.owner().text(), TreeMap::new,
                Collectors.mapping(row -> row.value().text().orElseThrow(), Collectors.toCollection(TreeSet::new))));
    }
}

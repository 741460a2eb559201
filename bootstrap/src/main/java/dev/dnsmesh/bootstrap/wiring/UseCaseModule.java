package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.in.AuthoriseRead;
import dev.dnsmesh.application.port.in.AuthoriseWrite;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.in.DeleteRecords;
import dev.dnsmesh.application.port.in.PublishRecord;
import dev.dnsmesh.application.port.in.ReadRecords;
import dev.dnsmesh.application.port.in.ServePeers;
import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.usecase.ApplyUpdateUseCase;
import dev.dnsmesh.application.usecase.AuthoriseReadUseCase;
import dev.dnsmesh.application.usecase.AuthoriseWriteUseCase;
import dev.dnsmesh.application.usecase.CheckHealthUseCase;
import dev.dnsmesh.application.usecase.CountRecordsUseCase;
import dev.dnsmesh.application.usecase.DeleteRecordsUseCase;
import dev.dnsmesh.application.usecase.PublishRecordUseCase;
import dev.dnsmesh.application.usecase.ReadRecordsUseCase;
import dev.dnsmesh.application.usecase.ServedZones;
import dev.dnsmesh.application.usecase.sync.ClusterManifests;
import dev.dnsmesh.application.usecase.sync.ServePeersUseCase;
import dev.dnsmesh.application.usecase.update.UpdateSettings;
import dev.dnsmesh.bootstrap.settings.ClusterSettings;
import dev.dnsmesh.bootstrap.settings.MutualTls;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.sync.RowVerifier;

/** The use cases on the stores. */
final class UseCaseModule extends AbstractModule {
    @Provides
    @Singleton
    ServedZones servedZones(LiveSettings live, RecordStore records) {
        return new ServedZones(live::zones, records);
    }

    @Provides
    @Singleton
    AnswerQuery.Factory answers(ServedZones zones) {
        return zones;
    }

    @Provides
    @Singleton
    AnswerQuery.Zones zones(ServedZones zones) {
        return zones;
    }

    @Provides
    @Singleton
    ApplyUpdate updates(LiveSettings live, RecordStore records, TsigKeyStore keys, SignatureVerifier verifier, VolumeExchange volumes,
                        RandomSource random, TimeSource time) {
        return new ApplyUpdateUseCase(live::zones, () -> live.settings().update(), records, keys::isRecipient, verifier, volumes, random, time);
    }

    @Provides
    @Singleton
    AuthoriseRead readers(OperatorTokens operator) {
        return new AuthoriseReadUseCase(operator);
    }

    @Provides
    @Singleton
    AuthoriseWrite writers(NodeSettings settings, OperatorTokens operator, TokenStore tokens, AuditLog audit, TimeSource time) {
        return new AuthoriseWriteUseCase(settings.http().mode(), operator, tokens, audit, time);
    }

    @Provides
    @Singleton
    PublishRecord publishing(LiveSettings live, RecordStore records, TimeSource time) {
        return publication -> {
            UpdateSettings caps = live.settings().update();
            return new PublishRecordUseCase(records,
                    new PublishRecordUseCase.Limits(caps.maxTtl(), caps.maxValueOctets(), caps.maxValuesPerName()), time).publish(publication);
        };
    }

    @Provides
    @Singleton
    ReadRecords reading(RecordStore records, TimeSource time) {
        return new ReadRecordsUseCase(records, time);
    }

    @Provides
    @Singleton
    DeleteRecords deleting(RecordStore records, TimeSource time) {
        return new DeleteRecordsUseCase(records, time);
    }

    /** Peers that must show a certificate find these routes closed where none is asked for (cluster.md 13.9). */
    @Provides
    @Singleton
    ServePeers peers(NodeSettings settings, ClusterName name, RecordStore records, RowVerifier rows, SignatureVerifier verifier, TimeSource time) {
        ClusterSettings cluster = settings.cluster();
        return serving(cluster.tls().mode() == MutualTls.REQUIRED ? OperatorTokens.NONE : OperatorTokens.of(cluster.peerTokens()), cluster, name, records, rows,
                verifier, time);
    }

    static ServePeers serving(OperatorTokens tokens, ClusterSettings cluster, ClusterName name, RecordStore records, RowVerifier rows, SignatureVerifier verifier,
                              TimeSource time) {
        return new ServePeersUseCase(tokens, records, rows, new ClusterManifests(name.cluster(), cluster.operatorKey(), verifier), time,
                cluster.keepsDeletions());
    }

    /** Of what peers are offered, and of what they offer. */
    @Provides
    @Singleton
    RowVerifier rows(NodeSettings settings, SignatureVerifier verifier, BlockCode code) {
        return settings.cluster().operatorKey().map(key -> RowVerifier.pinning(key, verifier, code))
                .orElseGet(() -> RowVerifier.withoutOperator(verifier, code));
    }

    @Provides
    @Singleton
    CheckHealth health(RecordStore records, TimeSource time) {
        return new CheckHealthUseCase(records, time);
    }

    @Provides
    @Singleton
    CountRecords count(RecordStore records, Meter meter) {
        meter.gauge("dmp_records", records::count);
        return new CountRecordsUseCase(records);
    }
}

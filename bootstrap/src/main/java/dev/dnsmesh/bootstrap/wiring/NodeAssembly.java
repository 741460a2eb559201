package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.dnsmesh.adapters.crypto.AesGcmSecretWrap;
import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.spi.Adapter;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.TransportAdapter;
import dev.dnsmesh.application.spi.TransportSettings;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.bootstrap.lifecycle.DataDirectory;
import dev.dnsmesh.bootstrap.lifecycle.Endpoints;
import dev.dnsmesh.bootstrap.lifecycle.Heartbeats;
import dev.dnsmesh.bootstrap.lifecycle.Housekeeping;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.OperatorToken;
import dev.dnsmesh.bootstrap.lifecycle.Preflight;
import dev.dnsmesh.bootstrap.lifecycle.Replication;
import dev.dnsmesh.bootstrap.lifecycle.RunningNode;
import dev.dnsmesh.bootstrap.lifecycle.Services;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.bootstrap.settings.ClusterSettings;
import dev.dnsmesh.bootstrap.settings.HttpSettings;
import dev.dnsmesh.bootstrap.settings.MutualTls;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.TlsSettings;
import dev.dnsmesh.bootstrap.tls.AuthorityFile;
import dev.dnsmesh.bootstrap.tls.CertificateFiles;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.octets.Secret;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a node together and starts it. */
public final class NodeAssembly {
    private NodeAssembly() {
    }

    /**
     * Opens the storage, wires everything to it, starts all services in order.
     *
     * @throws StartRefused when something is in the way; nothing runs then
     */
    public static RunningNode start(NodeSettings settings, Preflight preflight, StorageAdapter adapter, List<TransportAdapter> transports)
            throws StartRefused {
        Optional<String> complaint = preflight.directory().prepare();
        if (complaint.isPresent()) {
            throw new StartRefused(complaint.get());
        }
        Optional<CertificateFiles> certificate = certificate(settings.tls());
        Optional<CertificateFiles> ofCluster = ofCluster(settings.cluster().tls());
        SyncIdentity sync = ofCluster.isPresent() ? members(settings.cluster().tls(), ofCluster.get()) : SyncIdentity.NONE;
        Platform platform = Platform.ofThisMachine();
        OperatorTokens operator = operatorTokens(settings.http(), preflight.directory(), platform);
        Storage storage = open(adapter, settings, preflight.wrappingKey(), platform);
        LiveSettings live = new LiveSettings(settings);
        Injector injector = Guice.createInjector(Stage.PRODUCTION, new StrictModule(), new PlatformModule(live, platform),
                new ServerModule(preflight, operator, new TlsIdentity(certificate.map(CertificateFiles::identity)), sync), new StorageModule(storage), new CryptoModule(), new UseCaseModule(), new DnsModule(),
                new HttpModule(), new LandingModule(), new ConsoleModule(), new RegistrationModule(), new AdminModule(), new HousekeepingModule(), new ReplicationModule(),
                new HeartbeatModule());
        DnsService dns = injector.getInstance(DnsService.class);
        HttpService http = injector.getInstance(HttpService.class);
        certificate.ifPresent(files -> platform.meter().gauge("dmp_tls_certificate_not_after_seconds", files::notAfter));
        List<NodeService> inOrder = new ArrayList<>(List.of(
                new Closing("storage", storage::close),
                new Closing("event loops", () -> injector.getInstance(Vertx.class).close().await())));
        certificate.ifPresent(inOrder::add);
        ofCluster.ifPresent(inOrder::add);
        inOrder.addAll(List.of(dns, http, injector.getInstance(SyncListener.class), injector.getInstance(AdminService.class), injector.getInstance(Housekeeping.class),
                injector.getInstance(Replication.class), injector.getInstance(Heartbeats.class)));
        transports.forEach(transport -> inOrder.add(new TransportService(transport, new TransportSettings(declared(settings, transport),
                platform.time(), platform.meter()), injector.getInstance(AnswerMessage.class))));
        Services services = new Services(inOrder);
        services.start();
        return new RunningNode(services, new Endpoints(dns.addresses(), http.address(), dns.dotAddresses(), http.tlsAddress()), platform.meter(), fresh -> {
            live.replace(fresh);
            dns.refreshAddresses();
            certificate.ifPresent(CertificateFiles::reload);
            ofCluster.ifPresent(CertificateFiles::reload);
        });
    }

    /** The settings were refused where a file is not named. */
    private static Optional<CertificateFiles> ofCluster(ClusterSettings.Tls tls) throws StartRefused {
        return tls.mode() == MutualTls.OFF ? Optional.empty()
                : Optional.of(CertificateFiles.of(new TlsSettings.Files(tls.certificate().orElseThrow(), tls.key().orElseThrow()), "DMP_SYNC_TLS"));
    }

    private static SyncIdentity members(ClusterSettings.Tls tls, CertificateFiles own) throws StartRefused {
        AuthorityFile authority = AuthorityFile.of(tls.authority().orElseThrow());
        return new SyncIdentity(Optional.of(new SyncIdentity.Members(own.identity(), authority, authority.orSystem())));
    }

    private static Optional<CertificateFiles> certificate(TlsSettings tls) throws StartRefused {
        return tls.files().isPresent() ? Optional.of(CertificateFiles.of(tls.files().get())) : Optional.empty();
    }

    /**
     * Runs one admin command on a storage that no node holds.
     *
     * @throws StartRefused when the storage cannot be opened: a node holds it, for instance
     */
    public static RunAdminCommand.Reply administer(NodeSettings settings, Optional<Secret> wrappingKey, StorageAdapter adapter,
                                                   RunAdminCommand.Command command) throws StartRefused {
        Platform platform = Platform.ofThisMachine();
        try (Storage storage = open(adapter, settings, wrappingKey, platform)) {
            Injector injector = Guice.createInjector(Stage.PRODUCTION, new StrictModule(), new PlatformModule(new LiveSettings(settings), platform),
                    new StorageModule(storage), new AdminModule());
            return injector.getInstance(RunAdminCommand.class).run(command);
        }
    }

    private static OperatorTokens operatorTokens(HttpSettings http, DataDirectory directory, Platform platform) throws StartRefused {
        if (!http.generateToken()) {
            return OperatorTokens.of(http.operatorTokens());
        }
        Secret kept = OperatorToken.keptIn(directory, platform.random());
        return OperatorTokens.of(Stream.concat(Stream.of(kept), http.operatorTokens().stream()).toList());
    }

    private static Storage open(StorageAdapter adapter, NodeSettings settings, Optional<Secret> wrappingKey, Platform platform)
            throws StartRefused {
        try {
            Storage storage = adapter.open(new StorageSettings(settings.state().dataDirectory(), declared(settings, adapter),
                    AesGcmSecretWrap.of(wrappingKey, platform.random()), platform.time(), platform.random(), platform.meter(),
                    settings.cluster().keepsDeletions()));
            if (storage.transfer().flatMap(RowTransfer::note).isPresent()) {
                storage.close();
                throw new StartRefused("storage " + adapter.id() + " is the target of an unfinished copy: finish it (dnsmesh-node storage copy)");
            }
            return storage;
        } catch (StorageUnavailable | StorageCorrupt failure) {
            throw new StartRefused("storage " + adapter.id() + ": " + failure.getMessage());
        }
    }

    /** The settings whose names the adapter declares. */
    private static Map<String, String> declared(NodeSettings settings, Adapter adapter) {
        Map<String, String> values = new HashMap<>(settings.state().texts());
        values.keySet().retainAll(adapter.settingNames());
        return values;
    }

    /** Something that is open already and must be closed when what was started after it has stopped. */
    private record Closing(String name, Runnable close) implements NodeService {
        @Override
        public void start() {
            // it was open before
        }

        @Override
        public void stop() {
            close.run();
        }
    }
}

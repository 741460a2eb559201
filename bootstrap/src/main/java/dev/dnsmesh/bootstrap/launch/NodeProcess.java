package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.TransportAdapter;
import dev.dnsmesh.bootstrap.lifecycle.RunningNode;
import dev.dnsmesh.bootstrap.wiring.NodeAssembly;
import dev.dnsmesh.bootstrap.lifecycle.Preflight;
import dev.dnsmesh.bootstrap.lifecycle.Signals;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.bootstrap.log.StandardErrorLog;
import dev.dnsmesh.bootstrap.plugin.Plugins;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettingsReading;
import dev.dnsmesh.bootstrap.settings.Problem;
import dev.dnsmesh.bootstrap.settings.SettingsSources;
import dev.dnsmesh.bootstrap.tls.CertificateFiles;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node from its settings to its end: what it prints, what it exits with. */
final class NodeProcess {
    private static final Logger LOG = LoggerFactory.getLogger("dev.dnsmesh.node");
    private static final int REFUSED = 1;
    /** cluster.md 13.8. */
    private static final int SHORT_TOKEN = 32;
    /** Of the three-node sample of configuration.md 12. */
    private static final Secret SAMPLE_TOKEN = Secret.of(Octets.utf8("dev-cluster-token-change-me"));
    /** Below the 5 s that are promised. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(4500);

    private final PrintStream out;
    private final PrintStream err;
    private final Plugins plugins;
    private final CountDownLatch stopRequested = new CountDownLatch(1);

    NodeProcess(PrintStream out, PrintStream err, Plugins plugins) {
        this.out = out;
        this.err = err;
        this.plugins = plugins;
    }

    /** Returns the exit status, after the node has stopped or could not start. */
    int run(SettingsSources sources) {
        NodeSettingsReading reading = NodeSettingsReading.of(sources);
        StandardErrorLog.apply(reading.settings().log());
        Optional<StorageAdapter> storage = plugins.storages().named(reading.settings().state().storage());
        List<TransportAdapter> transports = reading.settings().dns().transports().stream().flatMap(id -> plugins.transports().named(id).stream()).toList();
        Preflight preflight = Preflight.of(reading.settings(), reading.faulty());
        List<String> errors = new ArrayList<>(reading.problems().stream().filter(Problem::isError).map(Problem::text).toList());
        errors.addAll(plugins.complaints(reading.settings().state().storage(), reading.settings().dns().transports()));
        errors.addAll(preflight.complaints());
        CertificateFiles.complaint(reading.settings().tls()).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            reading.problems().stream().filter(problem -> !problem.isError())
                    .forEach(problem -> err.println("dnsmesh-node: warning: " + problem.text()));
            return refuse(errors);
        }
        reading.problems().forEach(problem -> LOG.warn("{}", problem.text()));
        Signals.on("TERM", stopRequested::countDown);
        Signals.on("INT", stopRequested::countDown);
        Signals.on("HUP", () -> LOG.info("SIGHUP before the node serves; nothing to reload"));
        warnOfOpenDoors(reading.settings());
        warnOfSync(reading.settings());
        try {
            RunningNode node = NodeAssembly.start(reading.settings(), preflight, storage.orElseThrow(), transports);
            Signals.on("HUP", new Reloading(sources, reading, node)::run);
            return serve(node, reading.settings(), preflight);
        } catch (StartRefused refused) {
            return refuse(refused.reasons());
        }
    }

    private int serve(RunningNode node, NodeSettings settings, Preflight preflight) {
        if (settings.loopbackProfile()) {
            FirstSteps.after(node.endpoints(), settings, preflight.directory()).forEach(err::println);
        }
        out.println(node.endpoints().readyLine(settings.authority().zones().served()));
        out.flush();
        try {
            stopRequested.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Thread stopping = Thread.ofPlatform().daemon().name("stop").start(node::stop);
        try {
            stopping.join(STOP_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.error("not everything stopped within {} ms; leaving", STOP_LIMIT.toMillis());
            Runtime.getRuntime().halt(REFUSED);
        }
        return 0;
    }

    /** The first is the wording that http.md 2.5 asks for. */
    private static void warnOfOpenDoors(NodeSettings settings) {
        if (settings.http().operatorTokens().isEmpty() && !settings.http().generateToken()) {
            LOG.warn("metrics endpoint unauthenticated: set DMP_OPERATOR_TOKEN (or DMP_HTTP_TOKEN) to close it");
        }
        if (settings.registration().available() && settings.registration().scope() == ScopeMode.LOOSE
                && settings.registration().allowlist().allowsAny()) {
            LOG.error("DMP_TSIG_LOOSE_SCOPE is on and anybody may register: set DMP_REGISTRATION_ALLOWLIST");
        }
    }

    /** What has no effect without something else, and tokens that keep nobody out. */
    private static void warnOfSync(NodeSettings settings) {
        if (!settings.cluster().peers().isEmpty() && settings.cluster().peerTokens().isEmpty()) {
            LOG.warn("DMP_SYNC_PEERS is set without DMP_SYNC_PEER_TOKEN: nothing is pulled from the peers");
        }
        if (settings.cluster().peerTokens().contains(SAMPLE_TOKEN)) {
            LOG.error("the sync token is the one of the sample, which everybody knows; another one: openssl rand -hex 32");
        }
        if (settings.cluster().peerTokens().stream().anyMatch(token -> token.length() < SHORT_TOKEN)) {
            LOG.warn("DMP_SYNC_PEER_TOKEN or DMP_SYNC_PEER_TOKEN_ALT is shorter than {} characters", SHORT_TOKEN);
        }
    }

    private int refuse(List<String> reasons) {
        reasons.forEach(reason -> err.println("dnsmesh-node: " + reason));
        return REFUSED;
    }
}

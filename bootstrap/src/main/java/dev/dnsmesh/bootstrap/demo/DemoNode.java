package dev.dnsmesh.bootstrap.demo;

import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.bootstrap.lifecycle.Preflight;
import dev.dnsmesh.bootstrap.lifecycle.RunningNode;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.bootstrap.log.StandardErrorLog;
import dev.dnsmesh.bootstrap.plugin.Plugins;
import dev.dnsmesh.bootstrap.settings.NodeSettingsReading;
import dev.dnsmesh.bootstrap.settings.Problem;
import dev.dnsmesh.bootstrap.settings.SettingsSources;
import dev.dnsmesh.bootstrap.wiring.NodeAssembly;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of this machine's own on free ports. */
final class DemoNode implements AutoCloseable {
    private final RunningNode node;

    private DemoNode(RunningNode node) {
        this.node = node;
    }

    static DemoNode start(Path directory, String zone) throws StartRefused {
        Map<String, String> values = new HashMap<>(Map.of("DMP_DNS_HOST", "127.0.0.1", "DMP_HTTP_HOST", "127.0.0.1",
                "DMP_DNS_PORT", "0", "DMP_HTTP_PORT", "0", "DMP_DATA_DIR", directory.toString(), "DMP_DOMAIN", zone,
                "DMP_LOG_LEVEL", "ERROR"));
        // three people register from one address, which is more than a node lets strangers do
        values.putAll(Map.of("DMP_AUTH_MODE", "multi-tenant", "DMP_DNS_UPDATE_ENABLED", "1", "DMP_REGISTRATION_ENABLED", "1",
                "DMP_NODE_HOSTNAME", "localhost", "DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0"));
        Plugins plugins = Plugins.onClassPath();
        NodeSettingsReading reading = NodeSettingsReading.of(new SettingsSources(values, Map.of(), Optional.empty(), plugins.settingNames()));
        StandardErrorLog.apply(reading.settings().log());
        List<String> problems = reading.problems().stream().filter(Problem::isError).map(Problem::text).toList();
        Optional<StorageAdapter> storage = plugins.storages().named(reading.settings().state().storage());
        if (!problems.isEmpty() || storage.isEmpty()) {
            throw new StartRefused(problems.isEmpty() ? plugins.storages().unknown(reading.settings().state().storage()) : String.join("; ", problems));
        }
        Preflight preflight = Preflight.of(reading.settings(), reading.faulty());
        return new DemoNode(NodeAssembly.start(reading.settings(), preflight, storage.get(), List.of()));
    }

    int dnsPort() {
        return node.endpoints().dns().getFirst().getPort();
    }

    int httpPort() {
        return node.endpoints().http().getPort();
    }

    @Override
    public void close() {
        node.stop();
    }
}

package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.adapters.crypto.AesGcmSecretWrap;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.bootstrap.lifecycle.SecretsKeyFile;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.platform.SystemRandomSource;
import dev.dnsmesh.bootstrap.platform.SystemTimeSource;
import dev.dnsmesh.bootstrap.plugin.Plugins;
import dev.dnsmesh.bootstrap.settings.NodeSettingsReading;
import dev.dnsmesh.bootstrap.settings.Problem;
import dev.dnsmesh.bootstrap.settings.StateSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What the commands need that work on storages and start no node: the settings of the node, its adapters. */
record StorageSession(Plugins plugins, StateSettings state, SecretsKeyFile.Usable key) {
    static final int REFUSED = 1;

    /** @throws StartRefused where a node would not take the settings either */
    static StorageSession of(NodeMain node) throws StartRefused {
        Plugins plugins = Plugins.onClassPath();
        NodeSettingsReading reading = NodeSettingsReading.of(node.sources(plugins));
        List<String> errors = reading.problems().stream().filter(Problem::isError).map(Problem::text).toList();
        if (!errors.isEmpty()) {
            throw new StartRefused(errors);
        }
        StateSettings state = reading.settings().state();
        return switch (SecretsKeyFile.read(state.secretsKeyFile())) {
            case SecretsKeyFile.Unusable(String complaint) -> throw new StartRefused(complaint);
            case SecretsKeyFile.Usable usable -> new StorageSession(plugins, state, usable);
        };
    }

    StorageAdapter adapter(String id) throws StartRefused {
        return plugins.storages().named(id).orElseThrow(() -> new StartRefused(plugins.storages().unknown(id)));
    }

    /** With a meter of its own: nobody asks what it counted. */
    StorageSettings settings(StorageAdapter adapter) {
        Map<String, String> values = new HashMap<>(state.texts());
        values.keySet().retainAll(adapter.settingNames());
        RandomSource random = new SystemRandomSource();
        return new StorageSettings(state.dataDirectory(), values, AesGcmSecretWrap.of(key.key(), random), new SystemTimeSource(), random, new PrometheusMeter());
    }

    /** Runs the work of a command; what is in the way becomes a line each and exit status 1. */
    static int run(Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (StartRefused refused) {
            refused.reasons().forEach(StorageSession::tell);
            return REFUSED;
        } catch (StorageUnavailable | StorageCorrupt failure) {
            tell(failure.getMessage());
            return REFUSED;
        }
    }

    static void tell(String line) {
        System.err.println("dnsmesh-node: " + line);
    }
}

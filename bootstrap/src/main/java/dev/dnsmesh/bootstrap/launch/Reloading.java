package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.bootstrap.lifecycle.RunningNode;
import dev.dnsmesh.bootstrap.log.StandardErrorLog;
import dev.dnsmesh.bootstrap.settings.EffectiveValue;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.NodeSettingsReading;
import dev.dnsmesh.bootstrap.settings.Reload;
import dev.dnsmesh.bootstrap.settings.SettingsSources;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGHUP: reads the settings anew and takes over what a running node can, all of it or nothing. */
final class Reloading {
    private static final Logger LOG = LoggerFactory.getLogger("dev.dnsmesh.node");

    private final SettingsSources sources;
    private final RunningNode node;
    private final AtomicInteger lastSucceeded = new AtomicInteger(1);
    private NodeSettings running;
    private Map<String, EffectiveValue> effective;

    Reloading(SettingsSources sources, NodeSettingsReading start, RunningNode node) {
        this.sources = sources;
        this.node = node;
        this.running = start.settings();
        this.effective = start.effective();
        node.meter().gauge("dmp_config_reload_success", lastSucceeded::get);
    }

    private void told(String result, int success) {
        lastSucceeded.set(success);
        node.meter().counter("dmp_config_reloads_total", "result", result).increment();
    }

    synchronized void run() {
        NodeSettingsReading fresh = NodeSettingsReading.of(sources);
        fresh.problems().forEach(problem -> {
            if (problem.isError()) {
                LOG.error("reload: {}", problem.text());
            } else {
                LOG.warn("reload: {}", problem.text());
            }
        });
        if (fresh.hasErrors()) {
            LOG.error("reload refused; everything stays as it was");
            told("refused", 0);
            return;
        }
        Reload reload = Reload.of(running, effective, fresh);
        node.reload(reload.settings());
        StandardErrorLog.apply(reload.settings().log());
        running = reload.settings();
        if (!reload.needRestart().isEmpty()) {
            LOG.warn("reload: changed, but need a restart: {}", String.join(", ", reload.needRestart()));
        }
        Map<String, EffectiveValue> now = new HashMap<>(fresh.effective());
        reload.needRestart().forEach(name -> now.put(name, effective.get(name)));
        effective = now;
        told("applied", 1);
        LOG.info("reloaded; changed: {}", reload.applied().isEmpty() ? "nothing" : String.join(", ", reload.applied()));
    }
}

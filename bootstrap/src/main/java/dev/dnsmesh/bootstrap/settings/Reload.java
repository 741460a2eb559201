package dev.dnsmesh.bootstrap.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a second reading of the settings changes in a node that runs.
 *
 * @param settings    that hold from now on: the new ones as far as a running node can take them over
 * @param applied     names of variables that changed and were taken over
 * @param needRestart names of variables that changed and were not
 */
public record Reload(NodeSettings settings, List<String> applied, List<String> needRestart) {
    /** Of two readings without errors. */
    public static Reload of(NodeSettings running, Map<String, EffectiveValue> before, NodeSettingsReading fresh) {
        TreeSet<String> applied = new TreeSet<>();
        TreeSet<String> needRestart = new TreeSet<>();
        for (Variable<?> variable : KnownVariables.all()) {
            EffectiveValue was = before.get(variable.name());
            EffectiveValue is = fresh.effective().get(variable.name());
            if (was != null && is != null && !was.sameAs(is)) {
                (variable.is(Variable.Trait.LIVE) ? applied : needRestart).add(variable.name());
            }
        }
        return new Reload(running.takingOver(fresh.settings()), List.copyOf(applied), List.copyOf(needRestart));
    }
}

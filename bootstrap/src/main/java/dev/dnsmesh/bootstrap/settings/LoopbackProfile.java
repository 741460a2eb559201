package dev.dnsmesh.bootstrap.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * What holds when nothing is configured: a complete node that only this machine can reach. Ports, the log and variables
 * of our own leave it in force; any other variable of Part A means that the operator configures, and Part A's defaults
 * hold. The client's variables say nothing about the node.
 */
final class LoopbackProfile {
    static final String DATA_DIRECTORY = "data";
    static final String ZONE = "mesh.local";

    private static final Map<String, String> VALUES = Map.of(
            DnsVariables.HOST.name(), "127.0.0.1",
            HttpVariables.HOST.name(), "127.0.0.1",
            DnsVariables.DOMAIN.name(), ZONE,
            DnsVariables.NODE_HOSTNAME.name(), "localhost",
            UpdateVariables.ENABLED.name(), "1",
            HttpVariables.AUTH_MODE.name(), "multi-tenant",
            HttpVariables.REGISTRATION_ENABLED.name(), "1",
            NodeVariables.DATA_DIR.name(), DATA_DIRECTORY);

    private LoopbackProfile() {
    }

    static boolean holdsFor(RawSettings settings) {
        return settings.names().stream().flatMap(name -> KnownVariables.named(name).stream()).allMatch(variable ->
                variable.is(Variable.Trait.OURS) || variable.is(Variable.Trait.NEUTRAL) || variable.is(Variable.Trait.CLIENT));
    }

    static Map<String, RawValue> values() {
        Map<String, RawValue> values = new HashMap<>();
        VALUES.forEach((name, text) -> values.put(name, new RawValue(text, new Origin.LoopbackProfile())));
        return values;
    }
}

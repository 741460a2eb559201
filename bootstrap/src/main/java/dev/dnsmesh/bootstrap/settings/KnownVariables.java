package dev.dnsmesh.bootstrap.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Every variable there is, in the order of the manual. */
final class KnownVariables {
    /** @param title a heading of the manual */
    record Section(String title, List<Variable<?>> variables) {
    }

    static final List<Section> SECTIONS = List.of(
            new Section("State and storage", NodeVariables.STATE),
            new Section("Log", NodeVariables.LOG),
            new Section("DNS server", DnsVariables.SERVER),
            new Section("Zones and roles", DnsVariables.ZONES),
            new Section("What may be written", UpdateVariables.ALL),
            new Section("HTTP server and operator", HttpVariables.SERVER),
            new Section("TLS", TlsVariables.ALL),
            new Section("Registration", HttpVariables.REGISTRATION),
            new Section("Cluster", ClusterVariables.CLUSTER),
            new Section("Heartbeat", ClusterVariables.HEARTBEAT),
            new Section("Client", NodeVariables.CLIENT_SIDE));

    private static final List<Variable<?>> ALL = SECTIONS.stream().<Variable<?>>flatMap(s -> s.variables().stream()).toList();

    private KnownVariables() {
    }

    static List<Variable<?>> all() {
        return ALL;
    }

    static Optional<Variable<?>> named(String name) {
        return ALL.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /** All names that may be set without a complaint. */
    static TreeSet<String> names(Collection<String> ofPlugins) {
        List<String> names = new ArrayList<>(NodeVariables.IGNORED);
        for (Variable<?> variable : ALL) {
            names.add(variable.name());
            if (variable.is(Variable.Trait.FROM_FILE)) {
                names.add(variable.name() + "_FILE");
            }
        }
        names.addAll(ofPlugins);
        return new TreeSet<>(names);
    }
}

package dev.dnsmesh.bootstrap.plugin;

import dev.dnsmesh.application.spi.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The adapters of one kind that a node can be told to use, by id.
 *
 * @param variable   names those to be used
 * @param complaints a line for each that cannot be used: it does not load, or its id is taken
 */
public record Catalog<A extends Adapter>(String variable, Map<String, A> byId, List<String> complaints) {
    static <A extends Adapter> Catalog<A> onClassPath(String kind, String variable, Class<A> type) {
        return of(kind, variable, ServiceLoader.load(type).stream().<Supplier<A>>map(provider -> provider::get).toList());
    }

    static <A extends Adapter> Catalog<A> of(String kind, String variable, List<Supplier<A>> providers) {
        Map<String, A> byId = new TreeMap<>();
        List<String> complaints = new ArrayList<>();
        for (Supplier<A> provider : providers) {
            try {
                A adapter = provider.get();
                A other = byId.putIfAbsent(adapter.id(), adapter);
                if (other != null) {
                    complaints.add(kind + " " + adapter.id() + " is offered twice: by " + other.getClass().getName() + " and by "
                            + adapter.getClass().getName());
                }
            } catch (ServiceConfigurationError broken) {
                complaints.add("a " + kind + " adapter cannot be loaded: " + broken.getMessage());
            }
        }
        return new Catalog<>(variable, Map.copyOf(byId), List.copyOf(complaints));
    }

    public Optional<A> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** One line for an id that is not among these. */
    public String unknown(String id) {
        return variable + "=" + id + " is not known here; known: " + (byId.isEmpty() ? "none" : String.join(", ", new TreeSet<>(byId.keySet())));
    }

    /** Names of settings that any of them declares. */
    Set<String> settingNames() {
        Set<String> names = new TreeSet<>();
        byId.values().forEach(adapter -> names.addAll(adapter.settingNames()));
        return names;
    }
}

package dev.dnsmesh.bootstrap.plugin;

import dev.dnsmesh.application.spi.StorageAdapter;
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
 * The storages that a node can be told to use, by id.
 *
 * @param complaints a line for each adapter that cannot be used: it does not load, or its id is taken
 */
public record StorageCatalog(Map<String, StorageAdapter> byId, List<String> complaints) {
    /** Whatever {@code META-INF/services} on the class path declares; the launcher puts the jars of plugins/ on it. */
    public static StorageCatalog onClassPath() {
        return of(ServiceLoader.load(StorageAdapter.class).stream()
                .<Supplier<StorageAdapter>>map(provider -> provider::get).toList());
    }

    static StorageCatalog of(List<Supplier<StorageAdapter>> providers) {
        Map<String, StorageAdapter> byId = new TreeMap<>();
        List<String> complaints = new ArrayList<>();
        for (Supplier<StorageAdapter> provider : providers) {
            try {
                StorageAdapter adapter = provider.get();
                StorageAdapter other = byId.putIfAbsent(adapter.id(), adapter);
                if (other != null) {
                    complaints.add("storage " + adapter.id() + " is offered twice: by " + other.getClass().getName() + " and by "
                            + adapter.getClass().getName());
                }
            } catch (ServiceConfigurationError broken) {
                complaints.add("a storage adapter cannot be loaded: " + broken.getMessage());
            }
        }
        return new StorageCatalog(Map.copyOf(byId), List.copyOf(complaints));
    }

    public Optional<StorageAdapter> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** One line for an id that is not among these. */
    public String unknown(String id) {
        return "DMP_STORAGE=" + id + " is not known here; known: " + String.join(", ", new TreeSet<>(byId.keySet()));
    }

    /** Names of settings that any of them declares. */
    public Set<String> settingNames() {
        Set<String> names = new TreeSet<>();
        byId.values().forEach(adapter -> names.addAll(adapter.settingNames()));
        return names;
    }
}

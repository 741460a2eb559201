package dev.dnsmesh.bootstrap.plugin;

import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.TransportAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that {@code META-INF/services} on the class path declares; the launcher puts the jars of plugins/ on it. */
public record Plugins(Catalog<StorageAdapter> storages, Catalog<TransportAdapter> transports) {
    public static Plugins onClassPath() {
        return new Plugins(Catalog.onClassPath("storage", "DMP_STORAGE", StorageAdapter.class),
                Catalog.onClassPath("transport", "DMP_TRANSPORTS", TransportAdapter.class));
    }

    /** A line for each adapter that cannot be used, and for each that is wanted and not there. */
    public List<String> complaints(String storage, List<String> wantedTransports) {
        List<String> complaints = new ArrayList<>(storages.complaints());
        complaints.addAll(transports.complaints());
        Stream.of(storage).filter(id -> storages.named(id).isEmpty()).map(storages::unknown).forEach(complaints::add);
        wantedTransports.stream().filter(id -> transports.named(id).isEmpty()).map(transports::unknown).forEach(complaints::add);
        return List.copyOf(complaints);
    }

    /** Names of settings that any of them declares. */
    public Set<String> settingNames() {
        Set<String> names = new TreeSet<>(storages.settingNames());
        names.addAll(transports.settingNames());
        return names;
    }
}

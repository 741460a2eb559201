package dev.dnsmesh.application.client.settings;

import java.util.List;
import java.util.Optional;

/** Who is asked when a name is read (client.md 14, 19.5). */
public sealed interface ReaderSelection {
    /** Resolvers in order of preference, as written; port 53 where none is given. */
    record Pool(List<String> entries) implements ReaderSelection {
        public Pool {
            entries = List.copyOf(entries);
        }
    }

    /** {@code dns_host}, a name or an address literal, on {@code dns_port}. */
    record Host(String host, int port) implements ReaderSelection {
    }

    /** The system's resolvers. */
    record System() implements ReaderSelection {
    }

    /** {@code --resolver}, then client.yaml's list, {@code dns_resolvers}, {@code dns_host}, the system. */
    static ReaderSelection of(Optional<ClientSettings> settings, List<String> overrides) {
        List<String> pool = !overrides.isEmpty() ? overrides : settings.map(ReaderSelection::configured).orElse(List.of());
        if (!pool.isEmpty()) {
            return new Pool(pool);
        }
        return settings.map(ClientSettings::readers)
                .flatMap(readers -> readers.dnsHost().<ReaderSelection>map(host -> new Host(host, readers.dnsPort())))
                .orElseGet(System::new);
    }

    private static List<String> configured(ClientSettings settings) {
        return settings.ours().resolvers().isEmpty() ? settings.readers().dnsResolvers() : settings.ours().resolvers();
    }
}

package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Names whose answers a transaction changes. */
final class ChangedNames {
    private final Map<OwnerName, Boolean> names = new LinkedHashMap<>();

    /** Something more stands there, or stands there longer. */
    void added(OwnerName name) {
        names.putIfAbsent(name, false);
    }

    /** Something went, or goes earlier: a name above may have nothing below any more. Something may have come, too. */
    void removed(OwnerName name) {
        names.put(name, true);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    int size() {
        return names.size();
    }

    /** @param visitor takes each name and whether something went there */
    void forEach(BiConsumer<OwnerName, Boolean> visitor) {
        names.forEach(visitor);
    }
}

package dev.dnsmesh.bootstrap.settings;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Texts by name; of several layers the strongest that says something counts. Blank counts as unset. */
final class RawSettings {
    private final Map<String, RawValue> values;

    private RawSettings(Map<String, RawValue> values) {
        this.values = values;
    }

    @SafeVarargs
    static RawSettings layered(Map<String, RawValue>... strongestFirst) {
        Map<String, RawValue> all = new HashMap<>();
        for (Map<String, RawValue> layer : strongestFirst) {
            layer.forEach((name, value) -> {
                if (!value.text().isBlank()) {
                    all.putIfAbsent(name, value);
                }
            });
        }
        return new RawSettings(Collections.unmodifiableMap(all));
    }

    /** These, and below them {@code weaker}. */
    RawSettings over(Map<String, RawValue> weaker) {
        return layered(values, weaker);
    }

    Optional<RawValue> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Set<String> names() {
        return values.keySet();
    }
}

package dev.dnsmesh.bootstrap.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as a test writes them down. */
final class Sources {
    private Sources() {
    }

    static NodeSettingsReading environment(String... namesAndValues) {
        return NodeSettingsReading.of(new SettingsSources(Map.of(), map(namesAndValues), Optional.empty(), List.of()));
    }

    static NodeSettingsReading file(Path file, String... namesAndValues) {
        return NodeSettingsReading.of(new SettingsSources(Map.of(), map(namesAndValues), Optional.of(file), List.of()));
    }

    static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}

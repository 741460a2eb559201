package dev.dnsmesh.bootstrap.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where settings are written down: options, the process environment, below it the {@code --config} file, and the files
 * that {@code <NAME>_FILE} names.
 *
 * @param options     by variable name
 * @param environment of the process, whole
 * @param pluginNames that adapters outside the distribution declared
 */
public record SettingsSources(Map<String, String> options, Map<String, String> environment, Optional<Path> configFile,
                              Collection<String> pluginNames) {
    public SettingsSources {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
        pluginNames = List.copyOf(pluginNames);
    }

    /** Texts by name, and what is wrong with where they came from. */
    record Gathered(RawSettings raw, List<Problem> problems) {
    }

    Gathered gather() {
        List<Problem> problems = new ArrayList<>();
        Map<String, RawValue> fromOptions = new HashMap<>();
        options.forEach((name, text) -> fromOptions.put(name, new RawValue(text, new Origin.CommandLine(name))));
        Map<String, RawValue> fromEnvironment = new TreeMap<>();
        environment.forEach((name, text) -> fromEnvironment.put(name, new RawValue(text, new Origin.Environment())));
        Map<String, RawValue> fromFile = configFile.map(file -> contentOf(file, problems)).orElse(Map.of());

        TreeSet<String> known = KnownVariables.names(pluginNames);
        complainOfUnknown(fromEnvironment, fromFile, known, problems);
        fromEnvironment.keySet().retainAll(known);

        RawSettings direct = RawSettings.layered(fromOptions, fromEnvironment, fromFile);
        return new Gathered(direct.over(valueFiles(direct, problems)), List.copyOf(problems));
    }

    private static void complainOfUnknown(Map<String, RawValue> environment, Map<String, RawValue> file, TreeSet<String> known,
                                          List<Problem> problems) {
        List<String> unknown = environment.keySet().stream().filter(name -> name.startsWith("DMP_") && !known.contains(name))
                .map(name -> name + " (" + NearestName.hint(name, known) + ")").toList();
        if (!unknown.isEmpty()) {
            problems.add(Problem.warning("environment: unknown and ignored: " + String.join(", ", unknown)));
        }
        file.forEach((name, value) -> {
            if (!known.contains(name)) {
                problems.add(Problem.error(value.origin() + ": " + name + " is not a known name; " + NearestName.hint(name, known)));
            }
        });
    }

    private static Map<String, RawValue> contentOf(Path file, List<Problem> problems) {
        try {
            SettingsFile.Content content = SettingsFile.parse(file, Files.readString(file, StandardCharsets.UTF_8));
            problems.addAll(content.problems());
            return content.values();
        } catch (CharacterCodingException notText) {
            problems.add(Problem.error(file + ": not UTF-8 text"));
        } catch (IOException unreadable) {
            problems.add(Problem.error(file + ": cannot be read" + reason(unreadable)));
        }
        return Map.of();
    }

    private static Map<String, RawValue> valueFiles(RawSettings direct, List<Problem> problems) {
        Map<String, RawValue> values = new HashMap<>();
        for (Variable<?> variable : KnownVariables.all()) {
            if (!variable.is(Variable.Trait.FROM_FILE) || direct.value(variable.name()).isPresent()) {
                continue;
            }
            direct.value(variable.name() + "_FILE").ifPresent(named -> {
                Path file = Path.of(named.text().strip());
                try {
                    String text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\r?\n$", "");
                    values.put(variable.name(), new RawValue(text, new Origin.ValueFile(file)));
                    if (text.isBlank()) {
                        problems.add(Problem.error(named.origin() + ": " + variable.name() + "_FILE=" + file + " is empty"));
                    }
                } catch (IOException unreadable) {
                    problems.add(Problem.error(named.origin() + ": " + variable.name() + "_FILE=" + file + " cannot be read" + reason(unreadable)));
                }
            });
        }
        return values;
    }

    static String reason(IOException failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException _ -> ": there is no such file";
            case java.nio.file.AccessDeniedException _ -> ": permission denied";
            default -> failure.getMessage() == null ? "" : ": " + failure.getMessage();
        };
    }
}

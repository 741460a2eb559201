package dev.dnsmesh.bootstrap.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a {@code --config} file: {@code NAME=value} a line, as in an environment file of systemd or a container.
 * Blank lines and those starting with {@code #} or {@code ;} say nothing; white space around name and value goes; one
 * pair of quotation marks around a value goes; there are no escapes and no substitutions. Of a name given twice the last
 * one counts.
 */
final class SettingsFile {
    private SettingsFile() {
    }

    /** @param values in the order of the file */
    record Content(Map<String, RawValue> values, List<Problem> problems) {
        Content {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
            problems = List.copyOf(problems);
        }
    }

    static Content parse(Path file, String text) {
        Map<String, RawValue> values = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            Origin.ConfigFile origin = new Origin.ConfigFile(file, i + 1);
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals).strip();
            if (equals < 0 || !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                problems.add(Problem.error(origin + ": not of the form NAME=value"));
                continue;
            }
            RawValue earlier = values.put(name, new RawValue(unquoted(line.substring(equals + 1).strip()), origin));
            if (earlier != null) {
                problems.add(Problem.warning(origin + ": " + name + " again; this value counts, not that of " + earlier.origin()));
            }
        }
        return new Content(values, problems);
    }

    private static String unquoted(String value) {
        if (value.length() >= 2) {
            char first = value.charAt(0);
            if ((first == '"' || first == '\'') && value.charAt(value.length() - 1) == first) {
                return value.substring(1, value.length() - 1);
            }
        }
        return value;
    }
}

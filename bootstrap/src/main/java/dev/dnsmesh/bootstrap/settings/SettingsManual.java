package dev.dnsmesh.bootstrap.settings;

import java.util.List;
import java.util.stream.Collectors;

/** docs/configuration.md, made from the table by which the settings are read. */
public final class SettingsManual {
    private static final String HEAD = """
            # Configuration

            Made by `dnsmesh-node config manual` from the table that the node reads its settings by; a test compares the two.

            Settings come from options of the command line, the process environment, below it the file that `--config FILE` names, and
            below that the defaults of this page. The file holds `NAME=value` lines: blank lines and those starting with `#` or `;` say
            nothing, one pair of quotation marks around a value goes, there are no escapes.

            - A blank value counts as unset.
            - A bad number, address or name, and an unknown name in the file, stop the start: every problem is told, exit status 1.
            - An unknown `DMP_` name in the environment, and a truth value that is none of `1 true yes on 0 false no off` (then: off), are
              warnings. Both come with the nearest known name or the words that count.
            - `NAME_FILE` names a file that holds the value, for those marked *file*; `NAME` itself wins.
            - SIGHUP reads everything anew: what is wrong leaves all as it was; otherwise the variables marked *live* hold from then on, and
              the log names those that changed and need a restart.
            - `dnsmesh-node config check` tells every problem, `dnsmesh-node config print` what holds and where each value comes from.

            ## Without any setting

            The node serves this machine only: the values below. Ports, `DMP_LOG_*`, variables marked *ours* and those of the client leave
            this in force; any other variable brings the defaults of this page instead. An operator token is made at the first start and kept
            in `data/operator.token`.

            """;

    private SettingsManual() {
    }

    /** The whole page, ending with a line feed. */
    public static String text() {
        StringBuilder page = new StringBuilder(HEAD).append("| Variable | Value |\n|---|---|\n");
        LoopbackProfile.values().entrySet().stream().sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> page.append("| `").append(entry.getKey()).append("` | `").append(entry.getValue().text()).append("` |\n"));
        for (KnownVariables.Section section : KnownVariables.SECTIONS) {
            page.append("\n## ").append(section.title()).append("\n\n| Variable | Type | Default | Meaning |\n|---|---|---|---|\n");
            section.variables().forEach(variable -> page.append(row(variable)));
        }
        page.append("\n## Known and ignored\n\n").append(NodeVariables.IGNORED.stream().map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "))).append(".\n");
        return page.toString();
    }

    private static String row(Variable<?> variable) {
        String marks = String.join(", ", List.of(variable.is(Variable.Trait.OURS) ? "ours" : "", variable.is(Variable.Trait.LIVE) ? "live" : "", variable.is(Variable.Trait.FROM_FILE) ? "file" : "")
                .stream().filter(mark -> !mark.isEmpty()).toList());
        String fallback = variable.fallback().isEmpty() ? "–" : "`" + variable.fallback() + "`";
        return "| `" + variable.name() + "` | " + variable.type().label() + " | " + fallback + " | " + variable.meaning()
                + (marks.isEmpty() ? "" : " *(" + marks + ")*") + " |\n";
    }
}

package dev.dnsmesh.adapters.cli.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A completion function for zsh, for its {@code fpath} or to be sourced. What picocli makes for bash cannot be autoloaded by
 * zsh: it lives by an alias, which autoloaded functions do not expand.
 */
final class ZshCompletion {
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder offers = new StringBuilder();

    private ZshCompletion() {
    }

    static String of(CommandLine program) {
        String name = program.getCommandName();
        ZshCompletion completion = new ZshCompletion();
        completion.add(program, "");
        return """
                #compdef NAME
                # Completions of NAME for zsh.
                _NAME() {
                  local at='' i
                  local -a commands options
                  for (( i = 2; i < CURRENT; i++ )); do
                    case "$at ${words[i]}" in
                      WORDS) at="$at ${words[i]}" ;;
                    esac
                  done
                  case $at in
                OFFERS  esac
                  if [[ ${words[CURRENT]} == -* ]]; then
                    _describe -o option options
                  elif (( $#commands )); then
                    _describe command commands
                  else
                    _files
                  fi
                }
                if [[ $funcstack[1] == _NAME ]]; then _NAME "$@"; else compdef _NAME NAME; fi
                """.replace("NAME", name).replace("WORDS", completion.words).replace("OFFERS", completion.offers);
    }

    private void add(CommandLine line, String at) {
        Map<String, CommandLine> next = line.getSubcommands();
        offers.append("    ").append(quoted(at)).append(")\n      commands=(")
                .append(list(next.entrySet().stream().map(word -> offer(word.getKey(), word.getValue().getCommandSpec().usageMessage().description()))))
                .append(")\n      options=(")
                .append(list(line.getCommandSpec().options().stream().flatMap(ZshCompletion::forms))).append(") ;;\n");
        next.forEach((word, command) -> {
            words.append(words.isEmpty() ? "" : "|").append(quoted(at + " " + word));
            add(command, at + " " + word);
        });
    }

    private static Stream<String> forms(OptionSpec option) {
        return Stream.of(option.names()).map(form -> offer(form, option.description()));
    }

    private static String offer(String word, String... description) {
        return quoted(word + ":" + List.of(description).stream().findFirst().orElse("").replace("%n", " ").replace("%%", "%"));
    }

    private static String list(Stream<String> offers) {
        return offers.collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

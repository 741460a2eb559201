package dev.dnsmesh.adapters.cli.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed and what the environment says, beside a command's own arguments (cli.md 1, 14).
 *
 * @param command       the words, such as {@code identity publish}
 * @param configHome    directory of config.yaml
 * @param tokensHome    directory of the token files
 * @param timeout       limit of the whole command
 * @param resolvers     override those of the configuration; empty = no override
 * @param nodeTransport overrides that of the configuration
 * @param environment   all variables
 */
public record Invocation(String command, Path configHome, Path tokensHome, boolean json, boolean quiet, Progressing progressing,
                         Optional<Duration> timeout, List<String> resolvers, Optional<String> nodeTransport,
                         Map<String, String> environment) {
    /** Whether progress is shown (client.md 19.7). */
    public enum Progressing {
        /** Where standard error is a terminal, after a second. */
        AUTOMATIC,
        /** As plain lines, terminal or not. */
        FORCED,
        SILENT
    }

    public Invocation {
        resolvers = List.copyOf(resolvers);
        environment = Map.copyOf(environment);
    }

    /** A variable that is set and not empty, byte for byte. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}

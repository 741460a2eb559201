package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.domain.access.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Texts of arguments as values, or a line that says what is wrong. */
final class Arguments {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})([smhdw]?)");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Arguments() {
    }

    static Subject subject(CommandSpec spec, String text) {
        return required(spec, "SUBJECT", text, Subject::canonical, "user@host");
    }

    static <T> T required(CommandSpec spec, String name, String text, Function<String, Optional<T>> parse, String wanted) {
        return parse.apply(text).orElseThrow(() -> new CommandLine.ParameterException(spec.commandLine(),
                name + ": not " + wanted + ": " + text.replaceAll("\\p{Cntrl}", "?")));
    }

    static <T> Optional<T> optional(CommandSpec spec, String name, Optional<String> text, Function<String, Optional<T>> parse, String wanted) {
        return text.map(given -> required(spec, name, given, parse, wanted));
    }

    /** ASCII digits and one of {@code s m h d w}; without it seconds (registration.md 10.2). Above 0, at most a hundred years. */
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long seconds = switch (matcher.group(2)) {
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> 1;
        };
        Duration duration = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * seconds);
        return Optional.of(duration).filter(d -> d.isPositive() && d.compareTo(LONGEST) <= 0);
    }
}

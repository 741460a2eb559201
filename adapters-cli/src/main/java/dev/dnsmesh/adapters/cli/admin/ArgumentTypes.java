package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** From words to domain types; a word that is none is bad input, before anything happens. */
final class ArgumentTypes {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})([smhdw]?)");
    /** No credential needs more, and every sum of instants stays in range. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private ArgumentTypes() {
    }

    static void registerWith(CommandLine line) {
        register(line, Subject.class, Subject::canonical, "a subject is user@domain.example");
        register(line, Ed25519PublicKey.class, Ed25519PublicKey::fromHex, "an Ed25519 key is 64 hex digits");
        register(line, X25519PublicKey.class, X25519PublicKey::fromHex, "an X25519 key is 64 hex digits");
        register(line, ScopeSuffix.class, ArgumentTypes::suffix,
                "a suffix is a domain name, in which * stands for any characters of a label");
        register(line, OwnerName.class, OwnerName::parse, "a name has labels of letters, digits, - and _");
        register(line, Duration.class, ArgumentTypes::duration,
                "a duration is a number, then s, m, h, d or w or nothing for seconds, at most 36500d");
        register(line, AuditEvent.class, AuditEvent::parse, "an event is one of "
                + Arrays.stream(AuditEvent.values()).map(AuditEvent::text).collect(Collectors.joining(", ")));
        register(line, Double.class, ArgumentTypes::rate, "a rate is a number of requests per second");
    }

    private static Optional<ScopeSuffix> suffix(String text) {
        ScopeSuffix suffix = new ScopeSuffix(text);
        return OwnerName.parse(suffix.text().replace('*', 'x')).map(fits -> suffix);
    }

    /** Above 0. Digits with an optional unit, blanks around it allowed (registration.md 10.2). */
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(WhiteSpace.trim(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = switch (matcher.group(2)) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> 1;
        };
        return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) * unit))
                .filter(duration -> duration.isPositive() && duration.compareTo(LONGEST) <= 0);
    }

    private static Optional<Double> rate(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static <T> void register(CommandLine line, Class<T> type, Function<String, Optional<T>> parse, String rule) {
        line.registerConverter(type, text -> parse.apply(text)
                .orElseThrow(() -> new TypeConversionException("'" + text.replaceAll("\\p{Cntrl}", "?") + "': " + rule)));
    }
}

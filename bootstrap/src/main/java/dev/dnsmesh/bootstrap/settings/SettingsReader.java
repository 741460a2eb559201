package dev.dnsmesh.bootstrap.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns texts into values and keeps every complaint, so that all of them are told together. */
final class SettingsReader {
    private final RawSettings raw;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();
    private final Set<String> faulty = new HashSet<>();
    private final Map<String, EffectiveValue> effective = new TreeMap<>();

    SettingsReader(RawSettings raw) {
        this.raw = raw;
    }

    /** The value set, or the default; after a complaint the default too, so that reading can go on. */
    <T> T value(Variable<T> variable) {
        return optional(variable).orElseGet(() -> fallback(variable));
    }

    /** The value set, or the default where there is one. */
    <T> Optional<T> optional(Variable<T> variable) {
        Optional<RawValue> set = raw.value(variable.name());
        effective.put(variable.name(), EffectiveValue.of(variable, set));
        Optional<T> parsed = set.flatMap(value -> judge(variable, value));
        return parsed.isPresent() || variable.fallback().isEmpty() ? parsed : Optional.of(fallback(variable));
    }

    /** Somebody set it, to whatever. */
    boolean isSet(Variable<?> variable) {
        return raw.value(variable.name()).filter(value -> !(value.origin() instanceof Origin.LoopbackProfile)).isPresent();
    }

    Optional<RawValue> text(Variable<?> variable) {
        return raw.value(variable.name());
    }

    void complain(Problem problem) {
        problems.add(problem);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Names whose value is none. */
    Set<String> faulty() {
        return Set.copyOf(faulty);
    }

    /** What holds, by name, as far as it was read. */
    Map<String, EffectiveValue> effective() {
        return new TreeMap<>(effective);
    }

    private <T> Optional<T> judge(Variable<T> variable, RawValue value) {
        boolean first = judged.add(variable.name());
        String shown = value.origin() + ": " + variable.name()
                + (variable.is(Variable.Trait.SECRET) ? "" : "=" + printable(value.text()));
        return switch (variable.type().parse(value.text())) {
            case Parsed.Good<T>(T good) -> Optional.of(good);
            case Parsed.Doubtful<T>(T taken, String wanted) -> {
                if (first) {
                    complain(Problem.warning(shown + " is not " + wanted + "; taken as "
                            + (taken instanceof Boolean ? "off" : taken)));
                }
                yield Optional.of(taken);
            }
            case Parsed.Bad<T>(String wanted) -> {
                faulty.add(variable.name());
                if (first) {
                    complain(variable.is(Variable.Trait.FORGIVING)
                            ? Problem.warning(shown + " is not " + wanted + "; " + variable.fallback() + " holds")
                            : Problem.error(shown + " is not " + wanted));
                }
                yield Optional.empty();
            }
        };
    }

    private static <T> T fallback(Variable<T> variable) {
        if (variable.type().parse(variable.fallback()) instanceof Parsed.Good<T>(T value)) {
            return value;
        }
        throw new IllegalStateException("the default of " + variable.name() + " is none: " + variable.fallback());
    }

    private static String printable(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 80 ? shown : shown.substring(0, 80) + "...";
    }
}

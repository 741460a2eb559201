package dev.dnsmesh.bootstrap.settings;

import java.util.Optional;

/**
 * What holds for one variable and why, for {@code config print}.
 *
 * @param text empty where nothing holds; secrets are masked
 */
public record EffectiveValue(String name, String text, Origin origin) {
    static EffectiveValue of(Variable<?> variable, Optional<RawValue> set) {
        String text = set.map(RawValue::text).orElse(variable.fallback());
        boolean masked = variable.is(Variable.Trait.SECRET) && !text.isEmpty();
        return new EffectiveValue(variable.name(), masked ? "********" : text,
                set.map(RawValue::origin).orElseGet(Origin.Default::new));
    }
}

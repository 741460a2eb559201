package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/**
 * What holds for one variable and why, for {@code config print}.
 *
 * @param text   empty where nothing holds; secrets are masked
 * @param unmasked what was written, for comparison only
 */
public record EffectiveValue(String name, String text, Origin origin, Secret unmasked) {
    static EffectiveValue of(Variable<?> variable, Optional<RawValue> set) {
        String text = set.map(RawValue::text).orElse(variable.fallback());
        boolean masked = variable.is(Variable.Trait.SECRET) && !text.isEmpty();
        return new EffectiveValue(variable.name(), masked ? "********" : text,
                set.map(RawValue::origin).orElseGet(Origin.Default::new), Secret.of(Octets.utf8(text)));
    }

    /** The same value, wherever it comes from. */
    boolean sameAs(EffectiveValue other) {
        return unmasked.equals(other.unmasked);
    }
}

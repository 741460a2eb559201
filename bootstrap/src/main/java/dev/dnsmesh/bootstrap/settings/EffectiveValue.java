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
    private static final String MASK = "********";

    static EffectiveValue of(Variable<?> variable, Optional<RawValue> set) {
        String text = set.map(RawValue::text).orElse(variable.fallback());
        boolean masked = variable.is(Variable.Trait.SECRET) && !text.isEmpty();
        return new EffectiveValue(variable.name(), masked ? MASK : withoutPasswords(text),
                set.map(RawValue::origin).orElseGet(Origin.Default::new), Secret.of(Octets.utf8(text)));
    }

    /** A URL may carry a password before its host or in its query. */
    private static String withoutPasswords(String text) {
        return text.replaceAll("://([^/@:\\s]*):[^/@\\s]*@", "://$1:" + MASK + "@")
                .replaceAll("(?i)([?&;](?:[a-z]*password|secret|token)=)[^&;\\s]*", "$1" + MASK);
    }

    /** The same value, wherever it comes from. */
    boolean sameAs(EffectiveValue other) {
        return unmasked.equals(other.unmasked);
    }
}

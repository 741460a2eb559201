package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Utf8;
import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose key a rotation or revocation is about: a user {@code name@host}, or the domain of a cluster or of users
 * (records.md 2.8). Kept as written, because the signature covers it; compared with {@link #isSameAs}.
 */
public record KeySubject(SubjectType type, String text) {
    public KeySubject {
        if (!isWellFormed(type, text)) {
            throw new IllegalArgumentException("not a subject of type " + type + ": " + text);
        }
    }

    /** Empty where the text breaks the rule of its type. */
    public static Optional<KeySubject> of(SubjectType type, String text) {
        return isWellFormed(type, text) ? Optional.of(new KeySubject(type, text)) : Optional.empty();
    }

    /**
     * The form in which subjects are compared, of any text: without one trailing dot and with the host's case folded;
     * of users also without white space around the halves. The user's own case stays.
     */
    public static String comparisonForm(SubjectType type, String text) {
        return switch (type) {
            case CLUSTER_OPERATOR, BOOTSTRAP_SIGNER -> Ascii.lowerCased(DnRule.withoutTrailingDot(text));
            case USER -> {
                int at = text.indexOf('@');
                yield at < 0 ? text : WhiteSpace.trim(text.substring(0, at)) + "@" + Ascii.lowerCased(
                        DnRule.withoutTrailingDot(WhiteSpace.trim(text.substring(at + 1))));
            }
        };
    }

    public String comparisonForm() {
        return comparisonForm(type, text);
    }

    /** {@code other}, taken as a subject of the same type, is this one. */
    public boolean isSameAs(String other) {
        return comparisonForm().equals(comparisonForm(type, other));
    }

    public boolean isSameAs(KeySubject other) {
        return type == other.type && isSameAs(other.text);
    }

    /** Where rotations and revocations of this subject lie (records.md 3.1): two names for a user, else one. */
    public List<OwnerName> rotationNames() {
        return switch (type) {
            case CLUSTER_OPERATOR -> below(text, RelativeName.CLUSTER_ROTATION);
            case BOOTSTRAP_SIGNER -> below(text, RelativeName.BOOTSTRAP_ROTATION);
            case USER -> {
                int at = text.indexOf('@');
                yield below(text.substring(at + 1),
                        RelativeName.rotationOf(text.substring(0, at)), RelativeName.ROTATION_ANCHOR);
            }
        };
    }

    private static List<OwnerName> below(String zone, RelativeName... names) {
        return OwnerName.parse(zone).stream()
                .flatMap(parent -> Stream.of(names).map(name -> name.under(parent)).flatMap(Optional::stream))
                .toList();
    }

    private static boolean isWellFormed(SubjectType type, String text) {
        return Utf8.fits(text, 1, type.maxLength()) && switch (type) {
            case CLUSTER_OPERATOR, BOOTSTRAP_SIGNER -> DnRule.admits(text);
            case USER -> isUser(text);
        };
    }

    private static boolean isUser(String text) {
        int at = text.indexOf('@');
        return at > 0
                && !WhiteSpace.is(text.charAt(0)) && !WhiteSpace.is(text.charAt(at - 1))
                && DnRule.admits(text.substring(at + 1));
    }
}

package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names that one key holds for several subjects: the same local part in two domains is one literal name, and the names of
 * the keys themselves are the same whatever the subject.
 */
final class SharedNames {
    private SharedNames() {
    }

    /** Another subject of the same holder, with a credential that holds the name or has held it within the hold time. */
    static Optional<Subject> otherSubject(
            HeldName name, Holder holder, Subject subject, Terms terms, AccessSnapshot before) {
        return switch (holder) {
            case Holder.Key(var key) -> Stream.concat(
                            before.keysRegisteredBy(key).stream()
                                    .filter(row -> HeldName.of(row).contains(name) && isHeld(row.endsAt(), terms))
                                    .map(TsigKey::subject).flatMap(Optional::stream),
                            before.tokensRegisteredBy(key).stream()
                                    .filter(row -> HeldName.of(row).contains(name) && isHeld(row.endsAt(), terms))
                                    .map(Token::subject))
                    .filter(other -> !other.equals(subject)).findFirst();
            case Holder.Operator ignored -> Optional.empty();
        };
    }

    private static boolean isHeld(Optional<Instant> end, Terms terms) {
        return end.map(instant -> instant.plus(terms.hold()).isAfter(terms.now())).orElse(true);
    }
}

package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.domain.access.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code --subject} of the lists: what is no subject matches nothing (registration.md 10.2). */
final class Filter {
    private Filter() {
    }

    static <T> List<T> bySubject(Optional<String> filter, Function<Optional<Subject>, List<T>> list) {
        if (filter.isEmpty()) {
            return list.apply(Optional.empty());
        }
        Optional<Subject> subject = filter.flatMap(Subject::canonical);
        return subject.isEmpty() ? List.of() : list.apply(subject);
    }
}

package dev.dnsmesh.domain.access;

import dev.dnsmesh.vectors.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code registration.json} that need no cryptography. */
class RegistrationVectorsTest {
    @TestFactory
    Stream<DynamicTest> subjects_have_one_canonical_form() {
        return Vectors.tests("registration", c -> c.op().equals("canonicalize_subject"), 93,
                c -> Subject.canonical(c.text("subject"))
                        .map(subject -> Vectors.valid(true).put("canonical", subject.text()))
                        .orElseGet(() -> Vectors.valid(false)));
    }

    @TestFactory
    Stream<DynamicTest> the_allowlist_compares_whole_domains() {
        return Vectors.tests("registration", c -> c.op().equals("domain_allowed"), 26, c -> {
            List<String> entries = new ArrayList<>();
            c.input().get("allowlist").forEach(entry -> entries.add(entry.textValue()));
            return Vectors.valid(Allowlist.of(entries).allows(c.text("subject")));
        });
    }
}

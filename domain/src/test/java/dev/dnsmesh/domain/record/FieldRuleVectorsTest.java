package dev.dnsmesh.domain.record;

import static dev.dnsmesh.vectors.Vectors.valid;

import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import dev.dnsmesh.domain.sync.ReservedNames;
import dev.dnsmesh.vectors.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The operations of the record vectors that need no cryptography; the others run in adapters-crypto. */
final class FieldRuleVectorsTest {
    @TestFactory
    Stream<DynamicTest> domain_names() {
        return Vectors.tests("cluster", c -> c.op().equals("validate_dns_name"), 38,
                c -> valid(DnRule.admits(c.text("name"))));
    }

    @TestFactory
    Stream<DynamicTest> subjects_in_comparison_form() {
        return Vectors.tests("rotation", c -> c.op().equals("normalize_subject"), 40,
                c -> valid(true).put("normalized", KeySubject.comparisonForm(
                        SubjectType.of((int) c.number("subject_type")).orElseThrow(), c.text("subject"))));
    }

    @TestFactory
    Stream<DynamicTest> heartbeat_endpoints() {
        return Vectors.tests("heartbeat", c -> c.op().equals("validate_endpoint"), 215,
                c -> valid(PublicEndpoint.parse(c.text("endpoint")).isPresent()));
    }

    @TestFactory
    Stream<DynamicTest> reserved_names() {
        return Vectors.tests("sync_verify", c -> c.op().equals("reserved_name"), 69,
                c -> valid(ReservedNames.contains(c.text("name"))));
    }
}

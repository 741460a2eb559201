package dev.dnsmesh.domain.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.access.NameClass.OfIdentity;
import dev.dnsmesh.domain.access.NameClass.OfPrekeys;
import dev.dnsmesh.domain.access.NameClass.OfSubject;
import dev.dnsmesh.domain.access.NameClass.OfTokenHash;
import dev.dnsmesh.domain.access.NameClass.OperatorOnly;
import dev.dnsmesh.domain.access.NameClass.SharedPool;
import dev.dnsmesh.domain.access.NameClass.Unknown;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class NameClassVectorsTest {
    @TestFactory
    Stream<DynamicTest> name_class() {
        return Vectors.tests("name_class", 173, NameClassVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (NameClass.of(c.text("name"))) {
            case OfSubject(String local, String domain) -> kind("owner_exclusive", local + "@" + domain);
            case OfIdentity(String hash, String domain) -> kind("owner_exclusive", "#id16:" + hash + "@" + domain);
            case OfPrekeys(String hash, String domain) -> kind("owner_exclusive", "#prekeys:" + hash + "@" + domain);
            case OfTokenHash(String hash) -> kind("owner_exclusive", "#" + hash);
            case SharedPool() -> kind("shared_pool", null);
            case OperatorOnly() -> kind("operator_only", null);
            case Unknown() -> kind("unknown", null);
        };
    }

    private static JsonNode kind(String kind, String subject) {
        return Vectors.object().put("kind", kind).put("subject", subject);
    }
}

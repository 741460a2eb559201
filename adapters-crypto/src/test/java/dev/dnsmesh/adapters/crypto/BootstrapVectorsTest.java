package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.bootstrap.Bootstrap;
import dev.dnsmesh.domain.record.bootstrap.BootstrapEntry;
import dev.dnsmesh.domain.record.bootstrap.SealedBootstrap;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class BootstrapVectorsTest {
    @TestFactory
    Stream<DynamicTest> bootstrap() {
        return Vectors.tests("bootstrap", 290, c -> c.op().equals("sign") ? sign(c) : verify(c));
    }

    private static JsonNode sign(Case c) {
        Optional<Signing> signing = bootstrap(c.input())
                .map(bootstrap -> bootstrap.sign(RecordVectors.signer(c, "x25519_private")));
        ObjectNode signed = RecordVectors.signed(RecordType.BOOTSTRAP, signing);
        return signed.has("wire") ? signed.put("wire_length", signed.get("wire").textValue().length()) : signed;
    }

    private static JsonNode verify(Case c) {
        return RecordVectors.verified(RecordVectors.key(c.input(), "signer_spk")
                .flatMap(signer -> SealedBootstrap.open(c.text("wire"))
                        .flatMap(sealed -> c.has("expected_user_domain")
                                ? sealed.verify(VERIFIER, signer, RecordVectors.now(c), c.text("expected_user_domain"))
                                : sealed.verify(VERIFIER, signer, RecordVectors.now(c))))
                .map(Verified::record)
                .map(BootstrapVectorsTest::fields));
    }

    private static Optional<Bootstrap> bootstrap(JsonNode in) {
        Optional<DomainName> domain = DomainName.parse(in.get("user_domain").textValue());
        Optional<Ed25519PublicKey> signer = RecordVectors.key(in, "signer_spk");
        Optional<Long> seq = RecordVectors.unsigned(in, "seq", 64);
        Optional<UnixTime> exp = RecordVectors.time(in, "exp");
        List<Optional<BootstrapEntry>> entries = new ArrayList<>();
        in.get("entries").forEach(entry -> entries.add(
                DomainName.parse(entry.get("cluster_base_domain").textValue())
                        .flatMap(base -> RecordVectors.key(entry, "operator_spk").map(operator ->
                                new BootstrapEntry(entry.get("priority").intValue(), base, operator)))));
        return Stream.concat(Stream.of(domain, signer, seq, exp), entries.stream()).allMatch(Optional::isPresent)
                ? Optional.of(new Bootstrap(domain.get(), signer.get(), new SequenceNumber(seq.get()), exp.get(),
                        entries.stream().map(Optional::get).toList()))
                : Optional.empty();
    }

    private static ObjectNode fields(Bootstrap bootstrap) {
        ObjectNode fields = Vectors.object()
                .put("user_domain", bootstrap.userDomain().text())
                .put("signer_spk", bootstrap.signingKey().hex())
                .put("seq", RecordVectors.number(bootstrap.sequence().value()))
                .put("exp", RecordVectors.number(bootstrap.expiresAt()));
        ArrayNode entries = fields.putArray("entries");
        bootstrap.entries().forEach(entry -> entries.addObject()
                .put("priority", entry.priority())
                .put("cluster_base_domain", entry.baseDomain().text())
                .put("operator_spk", entry.operator().hex()));
        return fields;
    }
}

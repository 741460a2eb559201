package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.rotation.KeyChain;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.ParsedRotation;
import dev.dnsmesh.domain.record.rotation.Rotation;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class RotationVectorsTest {
    @TestFactory
    Stream<DynamicTest> rotation() {
        return Vectors.tests("rotation", 388, RotationVectorsTest::run);
    }

    /** The subject of a record or a chain; empty where its type or text is refused. */
    static Optional<KeySubject> subject(JsonNode in) {
        return SubjectType.of(in.get("subject_type").intValue())
                .flatMap(type -> KeySubject.of(type, in.get("subject").textValue()));
    }

    /** The key argument {@code name}, if given, is {@code key}. */
    static boolean isExpected(Case c, String name, Ed25519PublicKey key) {
        return !c.has(name) || RecordVectors.key(c.input(), name).filter(key::equals).isPresent();
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "sign" -> RecordVectors.signed(RecordType.ROTATION, sign(c));
            case "verify" -> RecordVectors.verified(ParsedRotation.parse(c.text("wire"))
                    .flatMap(parsed -> parsed.verify(VERIFIER, RecordVectors.now(c)))
                    .map(Verified::record)
                    .filter(rotation -> isExpected(c, "expected_old_spk", rotation.oldKey()))
                    .filter(rotation -> !c.has("expected_subject")
                            || rotation.subject().isSameAs(c.text("expected_subject")))
                    .map(RotationVectorsTest::fields));
            case "normalize_subject" -> valid(true).put("normalized", KeySubject.comparisonForm(
                    SubjectType.of((int) c.number("subject_type")).orElseThrow(), c.text("subject")));
            case "resolve_chain" -> resolve(c);
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static Optional<Signing> sign(Case c) {
        JsonNode in = c.input();
        Optional<KeySubject> subject = subject(in);
        Optional<Ed25519PublicKey> oldKey = RecordVectors.key(in, "old_spk");
        Optional<Ed25519PublicKey> newKey = RecordVectors.key(in, "new_spk");
        Optional<Long> seq = RecordVectors.unsigned(in, "seq", 64);
        Optional<UnixTime> ts = RecordVectors.time(in, "ts");
        Optional<UnixTime> exp = RecordVectors.time(in, "exp");
        return Stream.of(subject, oldKey, newKey, seq, ts, exp).allMatch(Optional::isPresent)
                ? Optional.of(new Rotation(subject.get(), oldKey.get(), newKey.get(), new SequenceNumber(seq.get()),
                        ts.get(), exp.get())
                        .sign(RecordVectors.signer(c, "old_x25519_private"),
                                RecordVectors.signer(c, "new_x25519_private")))
                : Optional.empty();
    }

    private static JsonNode resolve(Case c) {
        KeySubject subject = subject(c.input()).orElseThrow();
        List<String> values = new ArrayList<>();
        for (OwnerName name : subject.rotationNames()) {
            c.input().get("rrsets").path(name.text()).forEach(value -> values.add(value.textValue()));
        }
        Ed25519PublicKey pinned = RecordVectors.key(c.input(), "pinned_spk").orElseThrow();
        KeyChain chain = KeyChain.of(subject, values, VERIFIER, RecordVectors.now(c));
        return switch (chain.walk(pinned, (int) c.number("max_hops"))) {
            case KeyChain.End.Head(var key) -> valid(true).put("current_spk", key.hex()).put("pinned_revoked", false);
            case KeyChain.End.StartRevoked() -> valid(false).put("pinned_revoked", true);
            case KeyChain.End.Open(_) -> valid(false).put("pinned_revoked", false);
        };
    }

    private static ObjectNode fields(Rotation rotation) {
        return Vectors.object()
                .put("subject_type", rotation.subject().type().code())
                .put("subject", rotation.subject().text())
                .put("old_spk", rotation.oldKey().hex())
                .put("new_spk", rotation.newKey().hex())
                .put("seq", RecordVectors.number(rotation.sequence().value()))
                .put("ts", RecordVectors.number(rotation.issuedAt()))
                .put("exp", RecordVectors.number(rotation.expiresAt()));
    }
}

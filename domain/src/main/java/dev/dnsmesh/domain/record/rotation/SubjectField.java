package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.record.BodyReader;
import java.util.Optional;

/** Type, length and text of a subject, as rotations and revocations start with them. */
final class SubjectField {
    private SubjectField() {
    }

    static Optional<KeySubject> read(BodyReader body) {
        Optional<SubjectType> type = SubjectType.of(body.u8());
        String text = body.text(body.u8());
        return type.flatMap(known -> KeySubject.of(known, text));
    }
}

package dev.dnsmesh.adapters.crypto.property;

import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.Signing;

/** A record, and the text that its signers made of it. */
record Sample(RecordType type, Object record, String text) {
    static Sample of(RecordType type, Object record, Signing signing) {
        return switch (signing) {
            case Signing.Signed(String value) -> new Sample(type, record, value);
            case Signing.Refused(String reason) -> throw new AssertionError(reason + ": " + record);
        };
    }
}

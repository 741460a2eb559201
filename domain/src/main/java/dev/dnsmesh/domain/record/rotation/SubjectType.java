package dev.dnsmesh.domain.record.rotation;

import java.util.Optional;

/** Whose key a rotation or revocation is about (records.md 2.8). */
public enum SubjectType {
    USER(1, 255),
    CLUSTER_OPERATOR(2, 64),
    BOOTSTRAP_SIGNER(3, 64);

    private final int code;
    private final int maxLength;

    SubjectType(int code, int maxLength) {
        this.code = code;
        this.maxLength = maxLength;
    }

    public static Optional<SubjectType> of(int code) {
        for (SubjectType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** Octets of the longest subject, a trailing dot included. */
    public int maxLength() {
        return maxLength;
    }
}

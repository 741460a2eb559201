package dev.dnsmesh.domain.record.rotation;

import java.util.Optional;

/** Why a key was revoked; to a receiver all reasons are the same (records.md 2.9). */
public enum RevocationReason {
    COMPROMISE(1),
    ROUTINE(2),
    LOST_KEY(3),
    OTHER(4);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    public static Optional<RevocationReason> of(int code) {
        for (RevocationReason reason : values()) {
            if (reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}

package dev.dnsmesh.domain.audit;

import java.util.Optional;

/** The kinds of audit rows and counters (registration.md 10.1, W8; the last two are ours). */
public enum AuditEvent {
    ISSUED("issued"), REVOKED("revoked"), USED("used"), THROTTLED("throttled"), REJECTED("rejected"),
    TSIG_ISSUED("tsig_issued"), TSIG_REVOKED("tsig_revoked"), OWNER_MOVED("owner_moved"),
    OWNER_RELEASED("owner_released");

    private final String text;

    AuditEvent(String text) {
        this.text = text;
    }

    public static Optional<AuditEvent> parse(String text) {
        for (AuditEvent event : values()) {
            if (event.text.equals(text)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** As stored and shown. */
    public String text() {
        return text;
    }
}

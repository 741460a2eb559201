package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.record.RecordType;

/** What a row holds, told by the prefix of its value (cluster.md 7). */
public enum RowKind {
    MANIFEST("manifest"),
    IDENTITY("identity"),
    PREKEY("prekey"),
    CLUSTER("cluster"),
    BOOTSTRAP("bootstrap"),
    CHUNK("chunk"),
    CLAIM("claim"),
    ROTATION("rotation"),
    REVOCATION("revocation"),
    /** Begins with {@code v=dmp}, but is none of the above; heartbeats, which are local to their node, among them. */
    UNKNOWN_RECORD("unknown-dmp"),
    /** Text of other protocols (SPF, DKIM, ...), and the empty value. */
    FOREIGN("non-dmp");

    private static final String PROTOCOL = "v=dmp";

    private final String label;

    RowKind(String label) {
        this.label = label;
    }

    public static RowKind of(String value) {
        return RecordType.of(value).map(RowKind::of)
                .orElse(value.startsWith(PROTOCOL) ? UNKNOWN_RECORD : FOREIGN);
    }

    /** For logs and metrics. */
    public String label() {
        return label;
    }

    private static RowKind of(RecordType type) {
        return switch (type) {
            case MANIFEST -> MANIFEST;
            case IDENTITY -> IDENTITY;
            case PREKEY -> PREKEY;
            case CLUSTER -> CLUSTER;
            case BOOTSTRAP -> BOOTSTRAP;
            case CHUNK -> CHUNK;
            case CLAIM -> CLAIM;
            case ROTATION -> ROTATION;
            case REVOCATION -> REVOCATION;
            case HEARTBEAT -> UNKNOWN_RECORD;
        };
    }
}

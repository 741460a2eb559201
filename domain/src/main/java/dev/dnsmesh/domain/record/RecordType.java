package dev.dnsmesh.domain.record;

import java.util.Optional;

/** The kinds of records, told apart by the prefix of the text alone (records.md 1.1): two of them share a magic. */
public enum RecordType {
    CHUNK("v=dmp1;t=chunk;d=", 241, 0),
    MANIFEST("v=dmp1;t=manifest;d=", 43_940, 1),
    IDENTITY("v=dmp1;t=identity;d=", 632, 1),
    PREKEY("v=dmp1;t=prekey;d=", 162, 1),
    CLAIM("v=dmp1;t=claim;", 255, 1),
    CLUSTER("v=dmp1;t=cluster;", 1_200, 1),
    BOOTSTRAP("v=dmp1;t=bootstrap;", 1_200, 1),
    ROTATION("v=dmp1;t=rotation;", 1_200, 2),
    REVOCATION("v=dmp1;t=revocation;", 1_200, 1),
    HEARTBEAT("v=dmp1;t=heartbeat;", 1_200, 1);

    private final String prefix;
    private final int maxLength;
    private final int signatures;

    RecordType(String prefix, int maxLength, int signatures) {
        this.prefix = prefix;
        this.maxLength = maxLength;
        this.signatures = signatures;
    }

    /** The type whose prefix the text has, case-sensitive and from its first character; empty for any other text. */
    public static Optional<RecordType> of(String text) {
        for (RecordType type : values()) {
            if (type.prefixes(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public boolean prefixes(String text) {
        return text.startsWith(prefix);
    }

    public String prefix() {
        return prefix;
    }

    /** The longest text of this type, prefix included, in octets of UTF-8 (records.md 1.3). */
    public int maxLength() {
        return maxLength;
    }

    /** Signatures behind the body: none for a chunk, two for a rotation. */
    public int signatures() {
        return signatures;
    }
}

package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owners that a key minted by registration may write, and how the values begin that it may add there (dns.md 10.16).
 * Nothing above the shape and nothing below it. What makes a claim valid besides its beginning is dns.md 10.15.
 */
public enum WritableShape {
    IDENTITY("id-[0-9a-f]{16}", "v=dmp1;t=identity;"),
    ROTATION("rotate\\.id-[0-9a-f]{16}", "v=dmp1;t=rotation;", "v=dmp1;t=revocation;"),
    PREKEYS("prekeys\\.id-[0-9a-f]{12}", "v=dmp1;t=prekey;"),
    SLOT("slot-[0-9]\\.mb-[0-9a-f]{12}", "v=dmp1;t=manifest;"),
    CHUNK("chunk-[0-9]{4,6}-[0-9a-f]{12}", "v=dmp1;t=chunk;"),
    CLAIM("claim-[0-9]\\.mb-[0-9a-f]{12}", "v=dmp1;t=claim;"),
    KEY_CLAIM("_dnsmesh-claim-[0-9a-f]{16}", "v=dmp1;");

    private static final List<WritableShape> ALL = List.of(values());

    private final Pattern labels;
    private final List<Octets> beginnings;

    WritableShape(String labels, String... beginnings) {
        this.labels = Pattern.compile(labels);
        this.beginnings = List.of(beginnings).stream().map(Octets::utf8).toList();
    }

    /** The shape of the owner below the zone; empty where it has none of them. */
    public static Optional<WritableShape> of(OwnerName owner, OwnerName zone) {
        return owner.relativeTo(zone)
                .flatMap(labels -> ALL.stream().filter(shape -> shape.labels.matcher(labels).matches()).findFirst());
    }

    /** The value begins as one of this shape does. */
    public boolean accepts(TxtValue value) {
        return beginnings.stream().anyMatch(value.octets()::startsWith);
    }

    /** A literal suffix may delete here; chunks are nobody's to delete. */
    public boolean isDeletable() {
        return this != CHUNK;
    }
}

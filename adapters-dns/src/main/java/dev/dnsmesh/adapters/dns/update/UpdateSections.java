package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.application.port.in.ApplyUpdate;
import java.util.List;

/** The decoded sections of an UPDATE. Sections longer than any that can be accepted are cut one entry above the limit. */
public record UpdateSections(List<ApplyUpdate.Zone> zones, List<ApplyUpdate.Rr> prerequisites,
                             List<ApplyUpdate.Rr> updates) {
    /** Prerequisites, at most (dns.md 10.3 step 6). */
    public static final int MAX_PREREQUISITES = 64;
    /** Update records, at most. */
    public static final int MAX_UPDATES = 256;

    public UpdateSections {
        zones = List.copyOf(zones);
        prerequisites = List.copyOf(prerequisites);
        updates = List.copyOf(updates);
    }
}

package dev.dnsmesh.application.client.receiving;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a pass found and did not take, and what it could not see. Safe for several threads. */
final class Tally {
    /** Why something was dropped; the names are those of JSON. */
    enum Reason {
        INVALID_CLAIM, REPLAY, DENYLISTED, ALREADY_PENDING, MANIFEST_NOT_FOUND, INVALID_MANIFEST, OTHER_RECIPIENT, EXPIRED,
        UNDELIVERABLE, NOT_PINNED, REVOKED, CHUNKS_MISSING, DECRYPT_FAILED, FORGED_SENDER, INVALID_CONTACT_ZONE, PUT_OFF;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Map<String, Integer> dropped = new TreeMap<>();
    private final Set<String> unreachable = new LinkedHashSet<>();

    synchronized void drop(Reason reason) {
        dropped.merge(reason.word(), 1, Integer::sum);
    }

    synchronized void unreachable(String zone) {
        unreachable.add(zone);
    }

    synchronized Map<String, Integer> dropped() {
        return Map.copyOf(dropped);
    }

    synchronized List<String> unreachable() {
        return List.copyOf(unreachable);
    }
}

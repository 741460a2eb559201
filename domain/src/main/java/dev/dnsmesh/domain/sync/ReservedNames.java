package dev.dnsmesh.domain.sync;

import dev.dnsmesh.domain.octets.Ascii;
import java.util.regex.Pattern;

/** The owner names at which only records of the protocol are taken over from a peer (cluster.md 7). */
public final class ReservedNames {
    private static final Pattern START = Pattern.compile(
            "(?:slot|claim)-[0-9]++\\.mb-[0-9a-f]++\\.|chunk-[0-9]++-[0-9a-f]++\\.|mb-[0-9a-f]++\\."
                    + "|(?:prekeys\\.)?id-[0-9a-f]++\\.|_dnsmesh-|cluster\\.|_dmp\\.|dmp\\.|rotate\\.");

    private static final Pattern LOCAL = Pattern.compile("_dnsmesh-(?:heartbeat|seen)\\.");

    private ReservedNames() {
    }

    /** Names at which a node writes of itself: never offered, never pulled (cluster.md 13.3 rule 2, 13.4). */
    public static boolean isLocal(String name) {
        return LOCAL.matcher(Ascii.lowerCased(name)).lookingAt();
    }

    /** Of any text; the case of ASCII letters does not count. */
    public static boolean contains(String name) {
        return START.matcher(Ascii.lowerCased(name)).lookingAt();
    }
}

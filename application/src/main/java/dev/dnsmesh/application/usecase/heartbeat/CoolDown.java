package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Lets zones that give nothing rest for 1, 2, 4, at last 12 rounds (heartbeat.md 7, 16.7). Used by one thread at a time. */
final class CoolDown {
    private static final int LONGEST = 12;
    private static final int LONGEST_OF_SEED = 2;

    private final Map<OwnerName, Rest> resting = new HashMap<>();

    private record Rest(int rounds, int left) {
    }

    /** True where it is asked in this round; one round of its rest is over otherwise. */
    boolean admits(OwnerName zone) {
        Rest rest = resting.get(zone);
        if (rest == null || rest.left == 0) {
            return true;
        }
        resting.put(zone, new Rest(rest.rounds, rest.left - 1));
        return false;
    }

    void succeeded(OwnerName zone) {
        resting.remove(zone);
    }

    void failed(OwnerName zone, boolean seed) {
        Rest before = resting.get(zone);
        int rounds = before == null ? 1 : Math.min(before.rounds * 2, seed ? LONGEST_OF_SEED : LONGEST);
        resting.put(zone, new Rest(rounds, rounds));
    }

    /** Of zones that nobody names any more nothing is remembered. */
    void keep(Collection<OwnerName> zones) {
        resting.keySet().retainAll(zones);
    }
}

package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Serves senders in turn and none of them for long (client.md 19.3). */
final class Turns {
    static final int PER_SENDER = 64;
    static final int IN_ALL = 1024;

    private Turns() {
    }

    /** One of each sender, then a second one, and so on, up to the limits. */
    static <T> List<T> of(Collection<T> items, Function<T, Ed25519PublicKey> sender) {
        Map<Ed25519PublicKey, Deque<T>> waiting = new LinkedHashMap<>();
        items.forEach(item -> waiting.computeIfAbsent(sender.apply(item), key -> new ArrayDeque<>()).add(item));
        List<T> served = new ArrayList<>();
        for (int turn = 0; turn < PER_SENDER; turn++) {
            for (Deque<T> queue : waiting.values()) {
                if (!queue.isEmpty() && served.size() < IN_ALL) {
                    served.add(queue.poll());
                }
            }
        }
        return served;
    }
}

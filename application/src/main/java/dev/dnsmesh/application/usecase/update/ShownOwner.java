package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.List;

/**
 * What a log may say of an owner in a refused UPDATE. The names of slots, chunks, claims and mailboxes are shared by all
 * users and tell who writes to whom; of them only the kind is shown ({@code slot-*.mb-*.zone}).
 */
final class ShownOwner {
    private static final List<String> KINDS = List.of("slot-", "chunk-", "claim-", "mb-");

    private ShownOwner() {
    }

    /** Without patterns: every stranger's refused UPDATE comes by here. */
    static String of(OwnerName owner) {
        String name = owner.text();
        StringBuilder shown = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); ) {
            int dot = name.indexOf('.', at);
            int end = dot < 0 ? name.length() : dot;
            int kind = kindAt(name, at);
            shown.append(name, at, kind < 0 ? end : at + KINDS.get(kind).length()).append(kind < 0 ? "" : "*");
            shown.append(dot < 0 ? "" : ".");
            at = end + 1;
        }
        return shown.toString();
    }

    private static int kindAt(String name, int label) {
        for (int i = 0; i < KINDS.size(); i++) {
            if (name.startsWith(KINDS.get(i), label)) {
                return i;
            }
        }
        return -1;
    }
}

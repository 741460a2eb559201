package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log may say of an owner in a refused UPDATE. The names of slots, chunks, claims and mailboxes are shared by all
 * users and tell who writes to whom; of them only the kind is shown ({@code slot-*.mb-*.zone}).
 */
final class ShownOwner {
    private static final List<String> KINDS = List.of("slot-", "chunk-", "claim-", "mb-");
    private static final Pattern POOL_LABEL = Pattern.compile("(?<=^|\\.)(slot|chunk|claim|mb)-[^.]*");

    private ShownOwner() {
    }

    static String of(OwnerName owner) {
        // every stranger's refused UPDATE comes by here: most names have nothing to hide, and that is told fast
        for (String kind : KINDS) {
            if (owner.text().contains(kind)) {
                return POOL_LABEL.matcher(owner.text()).replaceAll("$1-*");
            }
        }
        return owner.text();
    }
}

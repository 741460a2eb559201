package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.name.OwnerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What nodes tell each other with {@code NOTIFY}, inside the transaction that it is about: who writes, then each changed name
 * behind a {@code +} (something was added) or a {@code -} (something may be gone), or {@code *}: anything may have changed.
 *
 * @param channel of the schema, since channels belong to the whole database
 * @param origin  of this node's process
 */
record Notices(String channel, String origin) {
    /** PostgreSQL takes less than 8,000 octets. */
    private static final int LONGEST = 7_900;
    /** So many more are cheaper to forget everything for. */
    private static final int MOST_NAMES = 20_000;
    private static final String ANYTHING = "*";

    void send(Handle handle, ChangedNames names) {
        handle.createQuery("SELECT count(pg_notify(:channel, payload)) FROM unnest(:payloads) AS of(payload)")
                .bind("channel", channel).bind("payloads", SqlArray.texts(payloads(names))).mapTo(Long.class).one();
    }

    private List<String> payloads(ChangedNames names) {
        if (names.size() > MOST_NAMES) {
            return List.of(origin + " " + ANYTHING);
        }
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(origin);
        names.forEach((name, gone) -> {
            if (payload.length() + name.text().length() + 2 > LONGEST) {
                payloads.add(payload.toString());
                payload.setLength(origin.length());
            }
            payload.append(gone ? " -" : " +").append(name.text());
        });
        payloads.add(payload.toString());
        return payloads;
    }

    /** The names that another node changed; empty where they may be any. */
    Optional<ChangedNames> read(String payload) {
        String[] words = payload.split(" ");
        ChangedNames names = new ChangedNames();
        if (words[0].equals(origin)) {
            return Optional.of(names);
        }
        for (int i = 1; i < words.length; i++) {
            Optional<OwnerName> name = words[i].isEmpty() ? Optional.empty() : OwnerName.parse(words[i].substring(1));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            if (words[i].charAt(0) == '+') {
                names.added(name.get());
            } else {
                names.removed(name.get());
            }
        }
        return Optional.of(names);
    }
}

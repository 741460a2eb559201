package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What nodes tell each other with {@code NOTIFY}, inside the transaction that it is about: who writes, then each changed name
 * behind a {@code +} (something was added) or a {@code -} (something may be gone), or {@code *}: anything may have changed.
 *
 * <p>A node passes over what it told itself: it forgot those names when its commit returned.
 */
final class Notices {
    private static final int ORIGIN_OCTETS = 8;
    /** PostgreSQL takes less than 8,000 octets. */
    private static final int LONGEST = 7_900;
    /** So many more are cheaper to forget everything for. */
    private static final int MOST_NAMES = 20_000;
    private static final String ANYTHING = "*";

    private final String channel;
    private final RandomSource random;
    private volatile String origin;

    /** @param schema whose nodes hear each other, since channels belong to the whole database */
    Notices(String schema, RandomSource random) {
        channel = "dnsmesh_" + Sha256.of(Octets.utf8(schema)).slice(0, ORIGIN_OCTETS).hex();
        this.random = random;
        disown();
    }

    String channel() {
        return channel;
    }

    /** Of this node, as others are told. */
    String origin() {
        return origin;
    }

    /**
     * What was told until now is heard as if another node had told it: where nobody knows whether a commit came to an end, it
     * may do so after its names were read again.
     */
    void disown() {
        origin = random.octets(ORIGIN_OCTETS).hex();
    }

    void send(Handle handle, ChangedNames names) {
        handle.createQuery("SELECT count(pg_notify(:channel, payload)) FROM unnest(:payloads) AS of(payload)")
                .bind("channel", channel).bind("payloads", SqlArray.texts(payloads(names))).mapTo(Long.class).one();
    }

    private List<String> payloads(ChangedNames names) {
        String from = origin;
        if (names.size() > MOST_NAMES) {
            return List.of(from + " " + ANYTHING);
        }
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(from);
        names.forEach((name, gone) -> {
            if (payload.length() + name.text().length() + 2 > LONGEST) {
                payloads.add(payload.toString());
                payload.setLength(from.length());
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

package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.Optional;

/** Who holds a name. */
public sealed interface Holder {
    /** One Ed25519 key. */
    record Key(Ed25519PublicKey key) implements Holder {
    }

    /** The operator, by a live token that no key was recorded for (W4): nobody can register the name himself. */
    record Operator() implements Holder {
    }

    static Holder of(Optional<Ed25519PublicKey> registered) {
        return registered.<Holder>map(Key::new).orElseGet(Operator::new);
    }
}

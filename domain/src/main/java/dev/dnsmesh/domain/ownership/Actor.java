package dev.dnsmesh.domain.ownership;

import java.util.Optional;

/** Who asks for a change. */
public sealed interface Actor {
    /** Somebody who proved an Ed25519 key, from that address. */
    record Registrant(String address) implements Actor {
    }

    /** Somebody with the node's own rights, by the name of his account. */
    record Operator(String user) implements Actor {
    }

    /** What goes into an audit row as the address: an operator's is not noted. */
    default Optional<String> noted() {
        return switch (this) {
            case Registrant(String from) -> Optional.of(from);
            case Operator ignored -> Optional.empty();
        };
    }
}

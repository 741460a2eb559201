package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import java.util.Optional;

/** Where the rows of the keystore are looked up, once per message that carries a TSIG. May block. */
@FunctionalInterface
public interface TsigKeys {
    /** The row of this name, active or not. */
    Optional<TsigKey> find(TsigKeyName name);

    /** A node without a keystore: every TSIG is answered with BADKEY. */
    static TsigKeys none() {
        return name -> Optional.empty();
    }
}

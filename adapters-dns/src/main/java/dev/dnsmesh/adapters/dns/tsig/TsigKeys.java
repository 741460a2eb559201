package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.TsigKeyStore.Glimpse;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import java.util.Optional;

/** Where the rows of the keystore are looked up, once per message that carries a TSIG. */
@FunctionalInterface
public interface TsigKeys {
    /** The row of this name, active or not. May block. */
    Optional<TsigKey> find(TsigKeyName name);

    /** The same for an event loop: what is at hand. */
    default Glimpse tryFind(TsigKeyName name) {
        return new Glimpse.Unknown();
    }

    /** The keys of a keystore. */
    static TsigKeys of(TsigKeyStore store) {
        return new TsigKeys() {
            @Override
            public Optional<TsigKey> find(TsigKeyName name) {
                return store.find(name);
            }

            @Override
            public Glimpse tryFind(TsigKeyName name) {
                return store.tryFind(name);
            }
        };
    }

    /** A node without a keystore: every TSIG is answered with BADKEY. */
    static TsigKeys none() {
        return name -> Optional.empty();
    }
}

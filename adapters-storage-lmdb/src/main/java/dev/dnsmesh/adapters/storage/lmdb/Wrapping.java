package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.WrapCheck;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import java.util.List;
import java.util.Optional;

/** Settles at opening how secrets lie in this store: as it was written, or wrapped from now on. */
final class Wrapping {
    private Wrapping() {
    }

    /**
     * A store that was written with a key opens with that key only. One that was written without is wrapped as a whole
     * in one transaction; pages that it held before keep the plain octets until they are used again.
     *
     * @throws StorageUnavailable where the key is missing or another
     */
    static void settle(LmdbEnvironment environment, SecretWrap wrap) {
        Optional<Octets> check = environment.read(MetaTable::wrapping);
        if (check.isPresent()) {
            WrapCheck.demand(check.get(), wrap);
        } else if (wrap.wraps()) {
            environment.write(view -> {
                TsigKeyRows wrapped = new TsigKeyRows(wrap);
                List<TsigKey> plain = new TsigKeyRows(new SecretWrap.Plain()).all(view);
                plain.forEach(key -> wrapped.rewrite(view, key));
                MetaTable.putWrapping(view, WrapCheck.with(wrap));
                return plain.size();
            });
        }
    }
}

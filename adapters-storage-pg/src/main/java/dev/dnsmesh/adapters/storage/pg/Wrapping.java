package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.WrapCheck;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Settles at opening how secrets lie in this database: as it was written, or wrapped from now on. */
final class Wrapping {
    private Wrapping() {
    }

    /**
     * A database that was written with a key opens with that key only. One that was written without is wrapped as a whole in
     * this transaction; dead rows and the write-ahead log keep the plain octets until they are used again.
     *
     * @param handle a transaction
     * @throws StorageUnavailable where the key is missing or another
     */
    static void settle(Handle handle, SecretWrap wrap) {
        NodeState state = NodeState.lock(handle);
        if (state.wrapping().isPresent()) {
            WrapCheck.demand(state.wrapping().get(), wrap);
        } else if (wrap.wraps()) {
            List<TsigKey> plain = new TsigKeyRows(new SecretWrap.Plain()).all(handle);
            TsigKeyRows wrapped = new TsigKeyRows(wrap);
            plain.forEach(key -> wrapped.put(handle, key));
            NodeState.writeWrapping(handle, WrapCheck.with(wrap));
        }
    }
}

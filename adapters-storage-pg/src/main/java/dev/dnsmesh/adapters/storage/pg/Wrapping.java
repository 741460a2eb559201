package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Settles at opening how secrets lie in this database: as it was written, or wrapped from now on. */
final class Wrapping {
    private static final String CHECK_ROW = "the store";
    private static final Secret CHECK = Secret.of(Octets.utf8("dnsmesh secrets"));

    private Wrapping() {
    }

    /**
     * A database that was written with a key opens with that key only. One that was written without is wrapped as a whole in
     * this transaction; dead rows and the write-ahead log keep the plain octets until they are used again.
     *
     * @param handle a transaction
     * @throws StorageUnavailable where the key is missing or another
     */
    static SecretWrap settle(Handle handle, StorageSettings settings) {
        SecretWrap wrap = SecretWrap.of(settings.wrappingKey(), settings.random());
        NodeState state = NodeState.lock(handle);
        if (state.wrapping().isPresent()) {
            demandKey(state.wrapping().get(), wrap);
        } else if (settings.wrappingKey().isPresent()) {
            List<TsigKey> plain = new TsigKeyRows(new SecretWrap.Plain()).all(handle);
            TsigKeyRows wrapped = new TsigKeyRows(wrap);
            plain.forEach(key -> wrapped.put(handle, key));
            NodeState.writeWrapping(handle, wrap.wrap(CHECK, CHECK_ROW));
        }
        return wrap;
    }

    private static void demandKey(Octets check, SecretWrap wrap) {
        switch (wrap) {
            case SecretWrap.Plain _ -> throw new StorageUnavailable(
                    "the secrets in this database are wrapped: it opens with their key only (DMP_SECRETS_KEY_FILE)");
            case SecretWrap.AesGcm key -> {
                if (!key.unwrap(check, CHECK_ROW).equals(CHECK)) {
                    throw new StorageUnavailable("the wrapping key does not fit this database (DMP_SECRETS_KEY_FILE)");
                }
            }
        }
    }
}

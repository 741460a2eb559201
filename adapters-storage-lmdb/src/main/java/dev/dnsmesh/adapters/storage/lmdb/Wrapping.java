package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.List;
import java.util.Optional;

/** Settles at opening how secrets lie in this store: as it was written, or wrapped from now on. */
final class Wrapping {
    private static final String CHECK_ROW = "the store";
    private static final Secret CHECK = Secret.of(Octets.utf8("dnsmesh secrets"));

    private Wrapping() {
    }

    /**
     * A store that was written with a key opens with that key only. One that was written without is wrapped as a whole
     * in one transaction; pages that it held before keep the plain octets until they are used again.
     *
     * @throws StorageUnavailable where the key is missing or another
     */
    static SecretWrap settle(LmdbEnvironment environment, StorageSettings settings) {
        SecretWrap wrap = SecretWrap.of(settings.wrappingKey(), settings.random());
        Optional<Octets> check = environment.read(MetaTable::wrapping);
        if (check.isPresent()) {
            demandKey(check.get(), wrap);
        } else if (settings.wrappingKey().isPresent()) {
            environment.write(view -> {
                TsigKeyRows wrapped = new TsigKeyRows(wrap);
                List<TsigKey> plain = new TsigKeyRows(new SecretWrap.Plain()).all(view);
                plain.forEach(key -> wrapped.rewrite(view, key));
                MetaTable.putWrapping(view, wrap.wrap(CHECK, CHECK_ROW));
                return plain.size();
            });
        }
        return wrap;
    }

    private static void demandKey(Octets check, SecretWrap wrap) {
        switch (wrap) {
            case SecretWrap.Plain plain -> throw new StorageUnavailable(
                    "the secrets in this store are wrapped: it opens with their key only (DMP_SECRETS_KEY_FILE)");
            case SecretWrap.AesGcm key -> {
                if (!key.unwrap(check, CHECK_ROW).equals(CHECK)) {
                    throw new StorageUnavailable("the wrapping key does not fit this store (DMP_SECRETS_KEY_FILE)");
                }
            }
        }
    }
}

package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;

/** A note in a storage whose secrets are wrapped, by which the key is known when it is opened again. */
public final class WrapCheck {
    private static final String ROW = "the store";
    private static final Secret KNOWN = Secret.of(Octets.utf8("dnsmesh secrets"));

    private WrapCheck() {
    }

    /** The note for a storage that is wrapped from now on. */
    public static Octets with(SecretWrap wrap) {
        return wrap.wrap(KNOWN, ROW);
    }

    /** @throws StorageUnavailable where the key is missing or another */
    public static void demand(Octets note, SecretWrap wrap) {
        if (!wrap.wraps()) {
            throw new StorageUnavailable("the secrets in this store are wrapped: it opens with their key only (DMP_SECRETS_KEY_FILE)");
        }
        if (!wrap.unwrap(note, ROW).equals(KNOWN)) {
            throw new StorageUnavailable("the wrapping key does not fit this store (DMP_SECRETS_KEY_FILE)");
        }
    }
}

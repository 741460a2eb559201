package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;

/** How secrets lie at rest. A storage hands every secret through it, whichever it was given, and keeps a {@link WrapCheck}. */
public interface SecretWrap {
    /** @param row names the place that the secret is for */
    Octets wrap(Secret secret, String row);

    /** @throws StorageUnavailable where the octets were wrapped with another key, for another row, or changed */
    Secret unwrap(Octets stored, String row);

    /** Whether the octets are good for nothing without a key. */
    boolean wraps();

    /** As they are, protected only by who may read the storage. */
    record Plain() implements SecretWrap {
        @Override
        public Octets wrap(Secret secret, String row) {
            return secret.use(Octets::of);
        }

        @Override
        public Secret unwrap(Octets stored, String row) {
            return Secret.of(stored);
        }

        @Override
        public boolean wraps() {
            return false;
        }
    }
}

package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import java.util.List;
import java.util.Optional;

/** {@code identity rotate}: hands the user's name over from the present key to that of a new passphrase (client.md 10.4). */
@FunctionalInterface
public interface RotateIdentity {
    ClientResult<Rotated> rotate(Order order);

    /**
     * @param newPassphraseFile else environment, else terminal
     * @param assumeYes         do not ask; with the file the configuration changes over, too
     */
    record Order(Optional<String> newPassphraseFile, RevocationReason reason, long ttlSeconds, long lifeSeconds,
                 boolean assumeYes, boolean envelopes) {
    }

    /**
     * @param revoked  a revocation of the old key was published
     * @param swapped  the configuration holds the new key
     * @param stale    {@code DMP_PASSPHRASE} still holds the old passphrase: exit status 3
     * @param warnings what did not work beside the rotation itself
     */
    record Rotated(String subject, Ed25519PublicKey oldKey, Ed25519PublicKey newKey, long sequence, boolean revoked,
                   boolean swapped, boolean stale, List<String> warnings) {
        public Rotated {
            warnings = List.copyOf(warnings);
        }
    }
}
